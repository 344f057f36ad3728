/** Two distributions on the page: the numbers of Node, drawn and moved by pointers and keys. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { PRESETS } from "../../../site/panels/distributions/presets";
import {
  at,
  type DistributionsPanel,
  expected,
  openDistributions,
} from "../../support/distributions-panel";

let panel: DistributionsPanel;

beforeAll(async () => {
  panel = await openDistributions();
});
afterAll(() => panel?.close());
beforeEach(() => panel.begin("bumps"));

describe("two distributions", () => {
  it.each(Object.keys(PRESETS).filter((name) => name !== "blank"))(
    "has the numbers of Node for %s",
    async (name) => {
      const [p, q] = [PRESETS[name].p().heights, PRESETS[name].q().heights];
      await panel.begin(name);
      expect(await panel.numbers()).toEqual(expected(p, q));
      expect(await panel.text("w1-note")).toContain(w.wassersteinHistogram(p, q).toFixed(4));
      await panel.page.check('[name="distributions-unit"][value="bits"]');
      expect(await panel.numbers()).toEqual(expected(p, q, { base: 2 }));
      expect(await panel.text("hp-note")).toContain("bits");
    },
  );

  it("shows cross-entropy as a sum", async () => {
    const { hp, pq } = await panel.numbers();
    expect(await panel.text("ce-note")).toBe(`cross-entropy\n= ${hp} + ${pq}`);
  });

  it("says why KL is infinite", async () => {
    await panel.begin("disjoint");
    expect(await panel.numbers()).toMatchObject({ pq: "∞", qp: "∞", js: "0.6931", tv: "1.0000" });
    expect(await panel.text("pq-note")).toBe("P has earth where Q has none");
    expect(await panel.text("qp-note")).toBe("Q has earth where P has none");
  });

  it("has no numbers without earth, and says what to do", async () => {
    await panel.begin("blank");
    expect(new Set(Object.values(await panel.numbers()))).toEqual(new Set(["–"]));
    expect(await panel.text("see")).toMatch(/^No earth anywhere/);
    await panel.stroke("p", [at(3), 0.2], [at(6), 0.2]);
    expect(await panel.numbers()).toMatchObject({ hp: Math.log(4).toFixed(4), hq: "–", w1: "–" });
    expect(await panel.text("see")).toMatch(/^Q has no earth/);
    await panel.stroke("q", [at(5), 0.5], [at(8), 0.5]);
    expect(await panel.numbers()).toMatchObject({ hq: Math.log(4).toFixed(4), w1: "2.0000" });
  });

  it("is drawn by the pointer, every bin of the stroke", async () => {
    await panel.stroke("p", [at(0), 0.5], [1.1, 0.5]);
    await panel.stroke("q", [at(0), 0.9], [at(23), 1.2], [at(0), -0.3], [at(23), -0.3]);
    expect(await panel.numbers()).toMatchObject({ hp: Math.log(24).toFixed(4), hq: "–" });
    await panel.stroke("q", [at(0), 0], [at(23), 1]);
    const ramp = Float64Array.from({ length: 24 }, (_, bin) => bin);
    expect(await panel.numbers()).toEqual(expected(new Float64Array(24).fill(1), ramp));
  });

  it("is drawn by one finger at a time", async () => {
    await panel.begin("blank");
    await panel.touch("touchStart", [at(3), 0.5]);
    await panel.touch("touchStart", [at(3), 0.5], [at(20), 0.5]);
    await panel.touch("touchMove", [at(4), 0.5], [at(19), 0.5]);
    await panel.touch("touchMove", [at(5), 0.5], [at(18), 0.5]);
    expect(await panel.numbers()).toMatchObject({ hp: Math.log(3).toFixed(4) });
    await panel.touch("touchEnd", [at(5), 0.5]); // lifts the second
    await panel.touch("touchMove", [at(6), 0.5]);
    expect(await panel.numbers()).toMatchObject({ hp: Math.log(4).toFixed(4) });
    await panel.touch("touchEnd");
    await panel.touch("touchStart", [at(18), 0.5]);
    await panel.touch("touchEnd");
    expect(await panel.numbers()).toMatchObject({ hp: Math.log(5).toFixed(4) });
  });

  it("is moved by the pointer, and comes back whole", async () => {
    await panel.begin("disjoint");
    const before = await panel.numbers();
    expect(before.w1).toBe("10.0000");
    await panel.stroke("q", [at(12), 0.3], [at(14), 0.9]);
    expect(await panel.numbers()).toEqual({ ...before, w1: "12.0000" });
    await panel.stroke("q", [at(5), 0.3], [at(23), 0.3], [at(3), 0.3]);
    expect(await panel.numbers()).toEqual(before);
  });

  it("is drawn and moved by keys", async () => {
    const [p, q] = [PRESETS.bumps.p(), PRESETS.bumps.q()];
    const pad = panel.page.locator("#distributions-p");
    await pad.focus();
    for (const key of ["ArrowLeft", "ArrowUp", "PageUp", "ArrowDown"])
      await panel.page.keyboard.press(key);
    await panel.frames(); // what is spoken is made with the picture
    const bin = Number((await pad.getAttribute("aria-valuetext"))?.match(/bin (\d+)/)?.[1]) - 1;
    for (const step of [0.05, 0.25, -0.05]) p.set(bin, p.heights[bin] + step);
    expect(await panel.numbers()).toEqual(expected(p.heights, q.heights));
    const height = Math.round(100 * p.heights[bin]);
    expect(await pad.getAttribute("aria-valuenow")).toBe(String(height));
    expect(await panel.text("readout")).toContain(`P, bin ${bin + 1} of 24, height ${height}: `);

    await panel.page.keyboard.press("Tab");
    await panel.page.keyboard.press("Shift+ArrowLeft");
    q.move(-1);
    expect(await panel.numbers()).toEqual(expected(p.heights, q.heights));
    await panel.page.keyboard.press("End");
    await panel.frames();
    expect(await panel.page.getAttribute("#distributions-q", "aria-valuenow")).toBe("100");
  });

  it("exchanges both divergences when P and Q are swapped", async () => {
    const before = await panel.numbers();
    await panel.page.click("#distributions-swap");
    expect(await panel.numbers()).toMatchObject({ pq: before.qp, qp: before.pq, js: before.js });
  });

  it("leaves nothing in the console", () => expect(panel.messages).toEqual([]));
});
