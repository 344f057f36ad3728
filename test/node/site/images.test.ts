/** The panel of images: the numbers of Node on both engines, waiting and cancelling, and its height. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emdGrid } from "wasmstein";
import { massesOf } from "../../../site/panels/images/masses";
import { drawn } from "../../../site/panels/images/pictures";
import { expected, type ImagesPanel, openImages, SPECKLED } from "../../support/images-panel";

let panel: ImagesPanel;

beforeAll(async () => {
  panel = await openImages();
});
afterAll(() => panel?.close());

describe("the panel of images", () => {
  it("opens with a solved problem", async () => {
    expect(await panel.figures()).toEqual(expected(drawn("star"), drawn("corners"), 64));
  });

  it("writes the numbers of Node on both engines, and that they are the same bits", async () => {
    await panel.choose("n", "32");
    await panel.page.selectOption("#images-p-picture", "crescent");
    await panel.page.selectOption("#images-q-picture", "clouds");
    await panel.solved();
    const right = expected(drawn("crescent"), drawn("clouds"), 32);
    expect(await panel.figures()).toEqual(right);
    expect(await panel.read("distance")).toBe(Math.sqrt(Number(right.cost)).toFixed(6));
    expect(await panel.read("engines")).toContain("both engines");
    await panel.choose("engine", "js");
    await panel.solved();
    expect(await panel.read("status")).toContain("JavaScript");
    expect(await panel.figures()).toEqual(right);
    expect(await panel.read("engines")).toMatch(
      /^WebAssembly [\d.]+ m?s, JavaScript [\d.]+ m?s: [\d.]+ times\. .* the same bits\.$/,
    );
    await panel.choose("engine", "wasm");
    await panel.solved();
  });

  it("knows three costs of a way", async () => {
    for (const metric of ["euclidean", "cityblock", "sqeuclidean"] as const) {
      await panel.choose("metric", metric);
      await panel.solved();
      const right = expected(drawn("crescent"), drawn("clouds"), 32, metric);
      expect(await panel.figures()).toEqual(right);
    }
  });

  it("takes light ink for mass where it is told to", async () => {
    await panel.page.selectOption("#images-p-picture", "disc");
    await panel.page.selectOption("#images-q-picture", "ring");
    await panel.choose("p-ink", "light");
    await panel.solved();
    const [a, b] = [massesOf(drawn("disc"), "light", 32), massesOf(drawn("ring"), "dark", 32)];
    const options = { shape: [32, 32], metric: "sqeuclidean", spacing: 1 / 32 } as const;
    expect(await panel.read("cost")).toBe(`${emdGrid(a, b, options).cost}`);
  });

  it("waits for the button at 128², marks old results, and cancels at once", async () => {
    await panel.choose("n", "128");
    expect(await panel.read("status")).toBe(
      "Press Compute: 128² waits for it. The results below are those of before.",
    );
    const stale = panel.page.locator("#images-numbers.stale");
    expect(await stale.count()).toBe(1);
    await panel.choose("metric", "euclidean");
    await panel.choose("engine", "js");
    const underWay = async () => {
      await panel.page.click("#images-compute");
      await panel.page.waitForFunction(() =>
        /[1-9]/.test(document.getElementById("images-pivots")?.textContent ?? ""),
      );
      expect(await panel.read("state")).toBe("under way");
      expect(await panel.read("distance-name")).toBe("W₁(P, Q)");
    };
    await underWay();
    const { took, said } = await panel.page.evaluate(async () => {
      const began = performance.now();
      document.getElementById("images-cancel")?.click();
      await new Promise(requestAnimationFrame);
      const took = performance.now() - began;
      return { took, said: document.getElementById("images-status")?.textContent };
    });
    expect(took).toBeLessThan(100);
    expect(said).toMatch(/^Cancelled after [\d.]+ m?s\. The results below are those of before\.$/);
    expect(await stale.count()).toBe(1);

    await underWay();
    await panel.page.focus("#images-cancel");
    await panel.page.keyboard.press("Escape");
    expect(await panel.read("status")).toMatch(/^Cancelled after/);
    expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe("images-compute");

    await underWay();
    await panel.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await panel.page.keyboard.press("Escape"); // from anywhere on the page
    expect(await panel.read("status")).toMatch(/^Cancelled after/);
    expect(await panel.read("distance-name")).toBe("W₂(P, Q)"); // of before

    await underWay();
    await panel.choose("engine", "wasm");
    await panel.choose("metric", "sqeuclidean");
    await panel.choose("n", "32");
    await panel.solved();
    expect(await stale.count()).toBe(0);
    expect(await panel.read("state")).toBe("optimal");
  });

  it("tells a screen reader of results, not of every step, and of progress where there is any", async () => {
    const section = panel.page.locator("#images");
    const statuses = await section.getByRole("status").all();
    const ids = await Promise.all(statuses.map((status) => status.getAttribute("id")));
    expect(ids).toEqual(["images-p-status", "images-q-status", "images-status"]);
    expect(await section.getByRole("progressbar").count()).toBe(0);
    await panel.choose("n", "128");
    await panel.page.click("#images-compute");
    expect(await section.getByRole("progressbar").count()).toBe(1);
    await panel.choose("n", "32");
    await panel.solved();
    expect(await section.getByRole("progressbar").count()).toBe(0);
  });

  it("keeps its height on a phone, whatever it says, and has no sideways scrolling", async () => {
    await panel.page.setViewportSize({ width: 360, height: 800 });
    const heights: number[] = [];
    const measure = async () => {
      heights.push(await panel.page.locator("#images").evaluate((panel) => panel.clientHeight));
      const wide = await panel.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      expect(wide).toBe(0);
    };
    for (const engine of ["wasm", "js"]) {
      await panel.choose("engine", engine);
      await panel.page.click("#images-compute");
      await panel.solved();
      await measure();
    }
    expect(await panel.read("engines")).toContain("the same bits");
    await panel.choose("n", "128");
    await measure();
    await panel.page.click("#images-compute");
    await measure();
    await panel.page.keyboard.press("Escape");
    await measure();
    const bad = { ...SPECKLED, name: `${"long".repeat(20)}.png`, buffer: Buffer.from("none") };
    await panel.page.setInputFiles("#images-q-file", bad);
    await panel.page.waitForSelector("#images-q-status.bad");
    await measure();
    const longest = "WebAssembly 10.35 s, JavaScript 28.88 s: 12.8 times.";
    await panel.page.locator("#images-engines").evaluate((place, longest) => {
      place.textContent = `${longest} Cost, bound, plan and potentials are the same bits.`;
    }, longest);
    await measure();
    expect(new Set(heights).size).toBe(1);
  });

  it("keeps its height at every width, however long a file is named", async () => {
    const words = `${"n".repeat(31)}… is not a picture that this browser can read. The picture stays as it was.`;
    const moved: number[] = [];
    for (let width = 320; width <= 1200; width += 40) {
      await panel.page.setViewportSize({ width, height: 800 });
      const grown = await panel.page.locator("#images").evaluate((panel, words) => {
        const [from, places] = [panel.clientHeight, panel.querySelectorAll(".well .status")];
        const before = Array.from(places, (place) => place.textContent);
        for (const place of places) place.textContent = words;
        const to = panel.clientHeight;
        places.forEach((place, k) => {
          place.textContent = before[k];
        });
        return to - from;
      }, words);
      if (grown !== 0) moved.push(width);
    }
    expect(moved).toEqual([]);
  });

  it("leaves the console empty", () => {
    expect(panel.messages).toEqual([]);
  });
});
