/** The page of site/, as it is published, in Chromium. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll } from "vitest";
import { openBrowser } from "./chromium";
import { serve } from "./page-server";

const folder = mkdtempSync(join(tmpdir(), "wasmstein-site-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A suite builds the page once. */
let built: Promise<unknown> | undefined;

export interface SiteOptions {
  width?: number;
  colorScheme?: "light" | "dark";
  /** what the server adds to every answer */
  headers?: Record<string, string>;
}

/** Opens the page; `messages` collects errors, warnings and failed requests, and should stay empty. */
export async function openSite(options: SiteOptions = {}): Promise<{
  page: Page;
  messages: string[];
  close(): Promise<void>;
}> {
  const { width = 1100, colorScheme = "light", headers = {} } = options;
  built ??= build({ root: "site", logLevel: "error", build: { outDir: folder } });
  await built;
  const server = await serve({ folder, headers: () => headers });
  const browser = await openBrowser();
  const { page, complaints } = await browser.visit(`${server.address}index.html`, async (page) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
  });
  await page.waitForFunction(() => !document.getElementById("engine")?.textContent?.endsWith("…"));
  return {
    page,
    messages: complaints,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
