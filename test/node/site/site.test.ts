/** The whole page: what every visitor may expect of it, whatever the panel. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openSite } from "../../support/site";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
declare const axe: typeof import("axe-core");

/** What axe-core finds: the rules of WCAG 2.2 A and AA, and its best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const { violations } = await axe.run(document, { iframes: false });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
  });
}

/** Looks at the whole page, from top to bottom, as a reader does. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: "instant" });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
}

describe.each([
  { width: 360, colorScheme: "dark" },
  { width: 360, colorScheme: "light" },
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const)("the page at $width px, $colorScheme", ({ width, colorScheme }) => {
  it("passes axe-core, fits the screen, and has nothing to complain of", async () => {
    const { page, messages, close } = await openSite({ width, colorScheme });
    await scrollThrough(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await violations(page)).toEqual([]);
    expect(messages).toEqual([]);
    await close();
  });
});

describe("the page", () => {
  it("never moves what is already there", async () => {
    const { page, close } = await openSite({ width: 360 });
    await scrollThrough(page);
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver((list) => {
            observer.disconnect();
            const entries = list.getEntries() as unknown as { value: number }[];
            resolve(entries.reduce((sum, { value }) => sum + value, 0));
          });
          observer.observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(0), 500); // an observer is not called where there is nothing to tell
        }),
    );
    expect(shifts).toBe(0);
    await close();
  });

  it("lets the keyboard reach every control, and shows where it is", async () => {
    const { page, close } = await openSite();
    const wanted = await page.evaluate(() => {
      const controls = document.querySelectorAll<HTMLElement>(
        "a[href], button:enabled, select:enabled, input:enabled, summary, [tabindex='0']",
      );
      // One button of a radio group is in the order of the tab key, arrow keys lead to the others.
      const seen = [...controls].filter(
        (control) =>
          !(control instanceof HTMLInputElement && control.type === "radio" && !control.checked) &&
          control.checkVisibility(),
      );
      for (const [k, control] of seen.entries()) control.dataset.order = String(k);
      return seen.length;
    });
    expect(wanted).toBeGreaterThan(20);
    const reached = new Set<string>();
    const unseen: string[] = [];
    for (let k = 0; k < wanted + 5; k++) {
      await page.keyboard.press("Tab");
      const { order, outline, name } = await page.evaluate(() => {
        const active = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(active);
        return {
          order: active.dataset.order,
          outline: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
          name: active.outerHTML.slice(0, 80),
        };
      });
      if (order === undefined) continue;
      reached.add(order);
      if (!outline) unseen.push(name);
    }
    expect(reached.size).toBe(wanted);
    expect(unseen).toEqual([]);
    await close();
  });

  it("asks nobody for anything, and could not", async () => {
    const { page, close } = await openSite();
    const refused = await page.evaluate(() => fetch("/index.html").catch(({ name }) => name));
    expect(refused).toBe("TypeError");
    const origins = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin),
    );
    expect(new Set(origins)).toEqual(new Set([new URL(page.url()).origin]));
    await close();
  });

  it("has workers that could not either", async () => {
    const { page, close } = await openSite();
    for (const panel of ["gan", "images"]) await page.locator(`#${panel}`).scrollIntoViewIfNeeded();
    await expect.poll(() => page.textContent("#images-status")).toMatch(/^Solved/);
    const csv = `x\n${"1.5\n".repeat(2_000_000)}`;
    const file = { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await page.setInputFiles("#data-reference", file);
    await page.setInputFiles("#data-current", file);
    await page.getByText("Reading x.csv").waitFor();
    const workers = page.workers(); // those that train, that solve, and the one that reads
    expect(workers.length).toBeGreaterThanOrEqual(3);
    const address = page.url();
    for (const worker of workers) {
      const asked = worker.evaluate((to) => fetch(to).catch(({ name }) => name), address);
      expect(await asked).toBe("TypeError");
    }
    await close();
  });

  it("runs on wasm", async () => {
    const { page, close } = await openSite();
    expect(await page.textContent("#engine")).toBe("engine: wasm");
    await close();
  });

  it("runs on JavaScript where the policy allows no WebAssembly, and says why", async () => {
    const headers = { "content-security-policy": "script-src 'self'; worker-src 'self' blob:" };
    const { page, close } = await openSite({ headers });
    expect(await page.textContent("#engine")).toMatch(/^engine: js \(WebAssembly .*refused/);
    expect(await page.textContent("#segments-js")).toBe("0.6931");
    for (const [panel, done] of [
      ["gan", /^Ready/],
      ["images", /^Solved on JavaScript/],
    ] as const) {
      await page.locator(`#${panel}`).scrollIntoViewIfNeeded();
      await expect.poll(() => page.textContent(`#${panel}-status`)).toMatch(done);
    }
    await close();
  });
});
