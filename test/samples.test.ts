/** Samples on the line, enough of them to be sorted by their bits. */
import { describe, expect, it } from "vitest";
import { wasserstein1d } from "wasmstein";
import { random } from "./support/random.mjs";

describe("samples by the thousand", () => {
  const next = random(73);
  const spread = () => (next() - 0.5) * 10 ** (6 * next() - 3);
  const u = Float64Array.from({ length: 3000 }, spread);
  const v = Float64Array.from({ length: 3000 }, spread);
  const sorted = (values: Float64Array) => values.slice().sort();

  it("are matched in order", () => {
    const [x, y] = [sorted(u), sorted(v)];
    const mean = x.reduce((sum, value, i) => sum + Math.abs(value - y[i]), 0) / x.length;
    expect(wasserstein1d(u, v)).toBeCloseTo(mean, 12);
    expect(wasserstein1d(u, u.slice().reverse())).toBe(0);
  });

  it("are matched in order when they differ in their last bits only", () => {
    const alike = Float64Array.from(
      { length: 4000 },
      () => 1 + Math.floor(next() * 2 ** 20) * 2 ** -52,
    );
    const others = Float64Array.from(
      { length: 4000 },
      () => 1 + Math.floor(next() * 2 ** 20) * 2 ** -52,
    );
    const [x, y] = [sorted(alike), sorted(others)];
    const mean = x.reduce((sum, value, i) => sum + Math.abs(value - y[i]) * 2 ** 52, 0) / 4000;
    expect(wasserstein1d(alike, others) * 2 ** 52).toBeCloseTo(mean, 6);
  });

  it("give the same with equal weights as without", () => {
    const shorter = v.subarray(0, 2500);
    for (const order of [1, 2, Number.POSITIVE_INFINITY]) {
      const weighted = wasserstein1d(u, shorter, {
        order,
        uWeights: new Float64Array(3000).fill(0.25),
        vWeights: new Float64Array(2500).fill(7),
      });
      expect(wasserstein1d(u, shorter, { order })).toBe(weighted);
    }
  });
});
