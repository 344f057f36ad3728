/** The same bits on both engines, on problems of several resolutions, long rows and long samples. */
import { describe, it } from "vitest";
import * as w from "wasmstein";
import { expectSameBits } from "../../support/bits";
import { random as generator, randoms } from "../../support/random.mjs";

describe("wasm and JavaScript give the same bits", () => {
  it("for problems of many rows, runs and pivots", () => {
    const next = generator(1);
    const random = (count: number) => randoms(next, count);
    const [x, y, a, b] = [random(1200), random(1400), random(600), random(700)];
    for (const name of w.METRICS) {
      expectSameBits(() => w.emdPoints(x, y, { dim: 2, metric: name, a, b }));
    }
    const image = random(400).map((value) => (value < 0.4 ? 0 : value));
    const other = random(400);
    expectSameBits(() => w.emdGrid(image, other, { shape: [20, 20] }));
    for (const name of w.METRICS) {
      expectSameBits(() => w.emdGrid(image, other, { shape: [25, 16], metric: name }));
      expectSameBits(() => w.emdGrid(image, other, { shape: [5, 8, 10], metric: name }));
      const spacing = [0.3, 1.1];
      expectSameBits(() => w.emdGrid(image, other, { shape: [1, 400], metric: name, spacing }));
    }
    const near = Float64Array.from({ length: 200 * 150 }, (_, k) =>
      Math.abs(x[Math.floor(k / 150)] - y[k % 150]),
    );
    expectSameBits(() => w.emd(a.subarray(0, 200), b.subarray(0, 150), near));
    const scattered = random(30_000);
    expectSameBits(() => w.emd(a.subarray(0, 200), b.subarray(0, 150), scattered));
    const [P, Q] = [random(40 * 20), random(40 * 20)];
    const ground = random(1600);
    expectSameBits(() => w.paired("emd", P, Q, { bins: 40, cost: ground }));
  });

  it("for samples that are sorted by their bits", () => {
    const next = generator(2);
    const mixed = (count: number) =>
      randoms(next, count).map((x) =>
        x < 0.1 ? 0 : x < 0.2 ? -0 : (x - 0.6) * 2 ** Math.floor(80 * next() - 40),
      );
    const [u, v, weights] = [mixed(5000), mixed(3001), randoms(next, 5000)];
    for (const order of [1, 2, Infinity]) {
      expectSameBits(() => w.wasserstein1d(u, v, { order }));
      expectSameBits(() => w.wasserstein1d(u, v, { order, uWeights: weights }));
    }
  });
});
