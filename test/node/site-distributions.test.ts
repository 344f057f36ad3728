/** Two distributions, drawn, moved and carried on the page. */
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { PRESETS } from "../../site/panels/distributions/presets";
import { openSite } from "../support/site";

let page: Page;
let screen: CDPSession; // for fingers, which Playwright has only in contexts of its own
let messages: string[];
let close: () => Promise<void>;

beforeAll(async () => {
  ({ page, messages, close } = await openSite());
  screen = await page.context().newCDPSession(page);
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

/** A place of a pad, as shares of its width and height. */
type Place = readonly [number, number];

/** Tells where places of a pad are on the screen. */
async function onPad(pad: "p" | "q"): Promise<(place: Place) => { x: number; y: number }> {
  const host = page.locator(`#distributions-${pad}`);
  await host.scrollIntoViewIfNeeded();
  const box = await host.boundingBox();
  if (box === null) throw new Error("the pad is not there");
  return ([across, down]) => ({ x: box.x + across * box.width, y: box.y + down * box.height });
}

/** Presses at a place of a pad, and goes on to others. */
async function stroke(pad: "p" | "q", ...places: readonly Place[]) {
  const where = await onPad(pad);
  for (const [k, place] of places.entries()) {
    const { x, y } = where(place);
    await page.mouse.move(x, y);
    if (k === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Puts fingers on a pad, or drags or lifts them. */
async function touch(type: "touchStart" | "touchMove" | "touchEnd", ...fingers: readonly Place[]) {
  const where = await onPad("p");
  const touchPoints = fingers.map((place, id) => ({ ...where(place), id }));
  await screen.send("Input.dispatchTouchEvent", { type, touchPoints });
  await frames();
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

  it("is drawn by one finger at a time", async () => {
    await begin("blank");
    await touch("touchStart", [at(3), 0.5]);
    await touch("touchStart", [at(3), 0.5], [at(20), 0.5]);
    await touch("touchMove", [at(4), 0.5], [at(19), 0.5]);
    await touch("touchMove", [at(5), 0.5], [at(18), 0.5]);
    expect(await numbers()).toMatchObject({ hp: Math.log(3).toFixed(4) });
    await touch("touchEnd", [at(5), 0.5]); // lifts the second
    await touch("touchMove", [at(6), 0.5]);
    expect(await numbers()).toMatchObject({ hp: Math.log(4).toFixed(4) });
    await touch("touchEnd");
    await touch("touchStart", [at(18), 0.5]);
    await touch("touchEnd");
    expect(await numbers()).toMatchObject({ hp: Math.log(5).toFixed(4) });
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

  it("says nothing of a preset that has been drawn over", async () => {
    const own = PRESETS.blank.see;
    for (const name of ["bumps", "widths", "spike", "shifted", "disjoint"]) {
      await begin(name);
      expect(await text("see")).toBe(PRESETS[name].see);
      await page.click("#distributions-swap");
      await frames();
      expect(await text("see"), `${name}, swapped`).toBe(PRESETS[name].see);
      await page.check('[name="distributions-pointer"][value="move"]');
      await stroke("q", [at(10), 0.3], [at(11), 0.3]);
      await frames();
      const moved = PRESETS[name].pointer === "move" ? PRESETS[name].see : own;
      expect(await text("see"), `${name}, moved`).toBe(moved);
      await page.focus("#distributions-p");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("PageUp");
      await frames();
      expect(await text("see"), `${name}, drawn`).toBe(own);
    }
    await begin("coin");
    await stroke("p", [0.25, 0.1]);
    await frames();
    expect(await text("see"), "true of all coins").toBe(PRESETS.coin.see);
  });

  it("tells the truth about shifted bells", async () => {
    const [p, q] = [PRESETS.shifted.p().heights, PRESETS.shifted.q()];
    const at = () => ({
      w1: w.wassersteinHistogram(p, q.heights),
      kl: w.klDivergence(p, q.heights),
      js: w.jsDivergence(p, q.heights),
    });
    const values = [at()];
    for (let bins = 4; bins <= 9; bins++) {
      q.move(1);
      values.push(at());
      const [before, now] = values.slice(-2);
      expect(now.w1 - before.w1).toBeCloseTo(1, 2);
      expect(now.kl / bins ** 2).toBeCloseTo(values[0].kl / 9, 3);
    }
    const steps = values.slice(1).map(({ js }, k) => js - values[k].js);
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(PRESETS.shifted.see).toMatch(/until the edge/);
  });

  it("has no earth to move where there is none", async () => {
    const controls = ["#distributions-play", "#distributions-way"];
    for (const control of controls) expect(await page.isEnabled(control)).toBe(true);
    await begin("blank");
    for (const control of controls) expect(await page.isDisabled(control)).toBe(true);
    await stroke("p", [at(3), 0.2], [at(6), 0.2]);
    await stroke("q", [at(5), 0.5], [at(8), 0.5]);
    await frames();
    for (const control of controls) expect(await page.isEnabled(control)).toBe(true);
    await page.click("#distributions-play");
    await page.waitForTimeout(100);
    await stroke("q", [at(5), 0], [at(8), 0]);
    await frames();
    expect(await text("play")).toBe("Move the earth");
    expect(await page.inputValue("#distributions-way")).toBe("0");
    for (const control of controls) expect(await page.isDisabled(control)).toBe(true);
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

  it.each([320, 360, 760, 1100])(
    "keeps its height whatever it says, %i pixels wide",
    async (width) => {
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
    },
  );

  it("leaves nothing in the console", () => expect(messages).toEqual([]));
});
