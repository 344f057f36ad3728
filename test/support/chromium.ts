/** Debian's Chromium: one browser, and the pages that a test visits with it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { servePage } from "./page-server";

const EXECUTABLE = "/usr/bin/chromium";
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Visit {
  readonly page: Page;
  /** the first line that the page prints; rejects with the first complaint before it */
  readonly printed: Promise<string>;
  /** errors and warnings in the console, what nobody caught, and requests that failed */
  readonly complaints: string[];
}

export interface Browser {
  /** `prepare` is done before the page is loaded */
  visit(address: string, prepare?: (page: Page) => Promise<void>): Promise<Visit>;
  close(): Promise<void>;
}

/** A browser with a profile of its own. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`${EXECUTABLE} is missing: apt-get install chromium, or npm run setup as root`);
  }
  const profile = mkdtempSync(join(tmpdir(), "wasmstein-chromium-"));
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    args: [...FLAGS, ...root],
  });
  return {
    async visit(address, prepare) {
      const page = await context.newPage();
      await prepare?.(page);
      const visit = { page, ...listenTo(page) };
      await page.goto(address);
      return visit;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function listenTo(page: Page): Omit<Visit, "page"> {
  const complaints: string[] = [];
  const printed = new Promise<string>((resolve, reject) => {
    const complain = (complaint: string) => {
      complaints.push(complaint);
      reject(new Error(complaint));
    };
    page.on("console", (message) => {
      if (message.type() === "log") resolve(message.text());
      else if (["error", "warning"].includes(message.type())) complain(message.text());
    });
    page.on("pageerror", (error) => complain(error.message));
    page.on("requestfailed", (request) => complain(`${request.url()} failed`));
    page.on("response", (response) => {
      if (response.status() >= 400) complain(`${response.url()}: ${response.status()}`);
    });
  });
  printed.catch(() => {}); // not every test waits for it
  return { printed, complaints };
}

/** A page that has imported the package, with the globals `wasmstein` and `Pool`, and how to end it all. */
export async function openPage(): Promise<{ page: Page; close(): Promise<void> }> {
  const [server, browser] = [await servePage(), await openBrowser()];
  const { page } = await browser.visit(server.address);
  await page.waitForFunction("globalThis.Pool !== undefined");
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
