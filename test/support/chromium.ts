/** Debian's Chromium on a page that has imported the package. */
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

/** A page with the globals `wasmstein` and `Pool`, in a profile of its own, and how to end it all. */
export async function openPage(): Promise<{ page: Page; close(): Promise<void> }> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`${EXECUTABLE} is missing: apt-get install chromium, or npm run setup as root`);
  }
  const profile = mkdtempSync(join(tmpdir(), "wasmstein-chromium-"));
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const server = await servePage();
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    args: [...FLAGS, ...root],
  });
  const page = await browser.newPage();
  await page.goto(server.address);
  await page.waitForFunction("globalThis.Pool !== undefined");
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
