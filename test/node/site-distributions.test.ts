/** Two distributions, drawn, moved and carried on the page. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { PRESETS } from "../../site/panels/distributions/presets";
import { openSite } from "../support/site";

let page: Page;
let messages: string[];
let close: () => Promise<void>;

beforeAll(async () => {
  ({ page, messages, close } = await openSite());
});
afterAll(() => close?.());
beforeEach(() => begin("bumps"));

const frames = () =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
const begin = async (preset: string) => {
  await page.mouse.move(0, 0);
  await page.check('[name="distributions-unit"][value="nats"]');
  await page.click(`[data-preset="${preset}"]`);
  await frames();
};
const text = (name: string) => page.textContent(`#distributions-${name}`);
const numbers = async () => {
  await frames();
  return page.evaluate(() => {
    const written = ["hp", "hq", "pq", "qp", "ce", "js", "tv", "w1"].map((name) => {
      return [name, document.getElementById(`distributions-${name}`)?.textContent] as const;
    });
    return Object.fromEntries(written);
  });
};

/** What the page should say about these heights. */
function expected(p: Float64Array, q: Float64Array, options: w.InformationOptions = {}) {
  const written = (value: number) => (value === Infinity ? "∞" : value.toFixed(4));
  return {
    hp: written(w.entropy(p, options)),
    hq: written(w.entropy(q, options)),
    pq: written(w.klDivergence(p, q, options)),
    qp: written(w.klDivergence(q, p, options)),
    ce: written(w.crossEntropy(p, q, options)),
    js: written(w.jsDivergence(p, q, options)),
    tv: written(w.totalVariation(p, q)),
    w1: written(w.wassersteinHistogram(p, q)),
  };
}

/** Presses at a place of a pad, given as shares of its width and height, and goes on to others. */
async function stroke(pad: "p" | "q", ...places: readonly (readonly [number, number])[]) {
  const host = page.locator(`#distributions-${pad}`);
  await host.scrollIntoViewIfNeeded();
  const box = await host.boundingBox();
  if (box === null) throw new Error("the pad is not there");
  for (const [k, [across, down]] of places.entries()) {
    await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
    if (k === 0) await page.mouse.down();
  }
  await page.mouse.up();
}
/** The middle of a bin. */
const at = (bin: number) => (bin + 0.5) / 24;

describe("two distributions", () => {
  it.each(Object.keys(PRESETS).filter((name) => name !== "blank"))(
    "has the numbers of Node for %s",
    async (name) => {
      const [p, q] = [PRESETS[name].p().heights, PRESETS[name].q().heights];
      await begin(name);
      expect(await numbers()).toEqual(expected(p, q));
      expect(await text("w1-note")).toContain(w.wassersteinHistogram(p, q).toFixed(4));
      await page.check('[name="distributions-unit"][value="bits"]');
      expect(await numbers()).toEqual(expected(p, q, { base: 2 }));
      expect(await text("hp-note")).toContain("bits");
    },
  );

  it("shows cross-entropy as a sum", async () => {
    const { hp, pq } = await numbers();
    expect(await text("ce-note")).toBe(`cross-entropy\n= ${hp} + ${pq}`);
  });

  it("says why KL is infinite", async () => {
    await begin("disjoint");
    expect(await numbers()).toMatchObject({ pq: "∞", qp: "∞", js: "0.6931", tv: "1.0000" });
    expect(await text("pq-note")).toBe("P has earth where Q has none");
    expect(await text("qp-note")).toBe("Q has earth where P has none");
  });

  it("has no numbers without earth, and says what to do", async () => {
    await begin("blank");
    expect(new Set(Object.values(await numbers()))).toEqual(new Set(["–"]));
    expect(await text("see")).toMatch(/^No earth anywhere/);
    await stroke("p", [at(3), 0.2], [at(6), 0.2]);
    expect(await numbers()).toMatchObject({ hp: Math.log(4).toFixed(4), hq: "–", w1: "–" });
    expect(await text("see")).toMatch(/^Q has no earth/);
    await stroke("q", [at(5), 0.5], [at(8), 0.5]);
    expect(await numbers()).toMatchObject({ hq: Math.log(4).toFixed(4), w1: "2.0000" });
  });

  it("is drawn by the pointer, every bin of the stroke", async () => {
    await stroke("p", [at(0), 0.5], [1.1, 0.5]);
    await stroke("q", [at(0), 0.9], [at(23), 1.2], [at(0), -0.3], [at(23), -0.3]);
    expect(await numbers()).toMatchObject({ hp: Math.log(24).toFixed(4), hq: "–" });
    await stroke("q", [at(0), 0], [at(23), 1]);
    const ramp = Float64Array.from({ length: 24 }, (_, bin) => bin);
    expect(await numbers()).toEqual(expected(new Float64Array(24).fill(1), ramp));
  });

  it("is moved by the pointer, and comes back whole", async () => {
    await begin("disjoint");
    const before = await numbers();
    expect(before.w1).toBe("10.0000");
    await stroke("q", [at(12), 0.3], [at(14), 0.9]);
    expect(await numbers()).toEqual({ ...before, w1: "12.0000" });
    await stroke("q", [at(5), 0.3], [at(23), 0.3], [at(3), 0.3]);
    expect(await numbers()).toEqual(before);
  });

  it("is drawn and moved by keys", async () => {
    const [p, q] = [PRESETS.bumps.p(), PRESETS.bumps.q()];
    const pad = page.locator("#distributions-p");
    await pad.focus();
    for (const key of ["ArrowLeft", "ArrowUp", "PageUp", "ArrowDown"])
      await page.keyboard.press(key);
    const bin = Number((await pad.getAttribute("aria-valuetext"))?.match(/bin (\d+)/)?.[1]) - 1;
    for (const step of [0.05, 0.25, -0.05]) p.set(bin, p.heights[bin] + step);
    expect(await numbers()).toEqual(expected(p.heights, q.heights));
    const height = Math.round(100 * p.heights[bin]);
    expect(await pad.getAttribute("aria-valuenow")).toBe(String(height));
    expect(await text("readout")).toContain(`P, bin ${bin + 1} of 24, height ${height}: `);

    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+ArrowLeft");
    q.move(-1);
    expect(await numbers()).toEqual(expected(p.heights, q.heights));
    await page.keyboard.press("End");
    await frames();
    expect(await page.getAttribute("#distributions-q", "aria-valuenow")).toBe("100");
  });

  it("exchanges both divergences when P and Q are swapped", async () => {
    const before = await numbers();
    await page.click("#distributions-swap");
    expect(await numbers()).toMatchObject({ pq: before.qp, qp: before.pq, js: before.js });
  });

  it("moves the earth only when asked, all of it", async () => {
    const { w1 } = await numbers();
    const all = Number(w1).toFixed(2);
    expect(await text("carried")).toBe(`0.00 of ${all}`);
    await page.click("#distributions-play");
    expect(await text("play")).toBe("Stop");
    await page.waitForFunction(
      () => document.getElementById("distributions-play")?.textContent === "Move the earth",
    );
    await frames();
    expect(await text("carried")).toBe(`${all} of ${all}`);
    await page.fill("#distributions-way", "0.5");
    await frames();
    expect(await text("carried")).toBe(`${(Number(w1) / 2).toFixed(2)} of ${all}`);
  });

  it.each([360, 760, 1100])("keeps its height whatever it says, %i pixels wide", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const heights = new Set<number | undefined>();
    for (const name of Object.keys(PRESETS)) {
      await page.click(`[data-preset="${name}"]`);
      await frames();
      heights.add(
        await page.evaluate(() => document.getElementById("distributions")?.clientHeight),
      );
    }
    expect(heights.size).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it("leaves nothing in the console", () => expect(messages).toEqual([]));
});
