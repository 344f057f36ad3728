/** Two distributions on the page: what is said of the presets, and the earth that moves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { PRESETS } from "../../../site/panels/distributions/presets";
import { at, type DistributionsPanel, openDistributions } from "../../support/distributions-panel";

let panel: DistributionsPanel;

beforeAll(async () => {
  panel = await openDistributions();
});
afterAll(() => panel?.close());
beforeEach(() => panel.begin("bumps"));

describe("two distributions", () => {
  it("says nothing of a preset that has been drawn over", async () => {
    const own = PRESETS.blank.see;
    for (const name of ["bumps", "widths", "spike", "shifted", "disjoint"]) {
      await panel.begin(name);
      expect(await panel.text("see")).toBe(PRESETS[name].see);
      await panel.page.click("#distributions-swap");
      await panel.frames();
      expect(await panel.text("see"), `${name}, swapped`).toBe(PRESETS[name].see);
      await panel.page.check('[name="distributions-pointer"][value="move"]');
      await panel.stroke("q", [at(10), 0.3], [at(11), 0.3]);
      await panel.frames();
      const moved = PRESETS[name].pointer === "move" ? PRESETS[name].see : own;
      expect(await panel.text("see"), `${name}, moved`).toBe(moved);
      await panel.page.focus("#distributions-p");
      await panel.page.keyboard.press("ArrowUp");
      await panel.page.keyboard.press("ArrowDown");
      await panel.page.keyboard.press("PageUp");
      await panel.frames();
      expect(await panel.text("see"), `${name}, drawn`).toBe(own);
    }
    await panel.begin("coin");
    await panel.stroke("p", [0.25, 0.1]);
    await panel.frames();
    expect(await panel.text("see"), "true of all coins").toBe(PRESETS.coin.see);
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
    for (const control of controls) expect(await panel.page.isEnabled(control)).toBe(true);
    await panel.begin("blank");
    for (const control of controls) expect(await panel.page.isDisabled(control)).toBe(true);
    await panel.stroke("p", [at(3), 0.2], [at(6), 0.2]);
    await panel.stroke("q", [at(5), 0.5], [at(8), 0.5]);
    await panel.frames();
    for (const control of controls) expect(await panel.page.isEnabled(control)).toBe(true);
    await panel.page.click("#distributions-play");
    await panel.page.waitForTimeout(100);
    await panel.stroke("q", [at(5), 0], [at(8), 0]);
    await panel.frames();
    expect(await panel.text("play")).toBe("Move the earth");
    expect(await panel.page.inputValue("#distributions-way")).toBe("0");
    for (const control of controls) expect(await panel.page.isDisabled(control)).toBe(true);
  });

  it("moves the earth only when asked, all of it", async () => {
    const { w1 } = await panel.numbers();
    const all = Number(w1).toFixed(2);
    expect(await panel.text("carried")).toBe(`0.00 of ${all}`);
    await panel.page.click("#distributions-play");
    expect(await panel.text("play")).toBe("Stop");
    await panel.page.waitForFunction(
      () => document.getElementById("distributions-play")?.textContent === "Move the earth",
    );
    await panel.frames();
    expect(await panel.text("carried")).toBe(`${all} of ${all}`);
    await panel.page.fill("#distributions-way", "0.5");
    await panel.frames();
    expect(await panel.text("carried")).toBe(`${(Number(w1) / 2).toFixed(2)} of ${all}`);
  });

  it.each([320, 360, 760, 1100])(
    "keeps its height whatever it says, %i pixels wide",
    async (width) => {
      await panel.page.setViewportSize({ width, height: 900 });
      const heights = new Set<number | undefined>();
      for (const name of Object.keys(PRESETS)) {
        await panel.page.click(`[data-preset="${name}"]`);
        await panel.frames();
        heights.add(
          await panel.page.evaluate(() => document.getElementById("distributions")?.clientHeight),
        );
      }
      expect(heights.size).toBe(1);
      expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );

  it("leaves nothing in the console", () => expect(panel.messages).toEqual([]));
});
