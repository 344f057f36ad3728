import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emd, emdPoints, METRICS } from "wasmstein";
import { distance, expectCertificate } from "./support/certificate";
import { random, randoms } from "./support/random.mjs";

interface Problem {
  kind: string;
  n: number;
  m: number;
  dim: number;
  a: number[];
  b: number[];
}
const reference: {
  dense: (Problem & { cost: number[]; optimum: number })[];
  points: (Problem & { x: number[]; y: number[]; optimum: Record<string, number> })[];
} = JSON.parse(readFileSync(new URL("reference/transport.json", import.meta.url), "utf8"));

describe("emd against the reference optima", () => {
  it.each(reference.dense)("$kind costs, $n × $m", ({ a, b, m, cost, optimum }) => {
    const result = emd(a, b, cost);
    expect(result.status).toBe("optimal");
    expect(Math.abs(result.cost - optimum)).toBeLessThanOrEqual(1e-12 * Math.abs(optimum));
    expectCertificate(result, { a, b, cost: (i, j) => cost[i * m + j] });
  });

  it.each(reference.points)(
    "points, $n × $m in $dim dimensions",
    ({ a, b, x, y, dim, optimum }) => {
      for (const metric of METRICS) {
        const result = emdPoints(x, y, { dim, metric, a, b });
        const expected = optimum[metric];
        expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-12 * expected);
        const point = (points: number[], i: number) => points.slice(i * dim, (i + 1) * dim);
        expectCertificate(result, {
          a,
          b,
          cost: (i, j) => distance(metric, point(x, i), point(y, j)),
        });
      }
    },
  );
});

describe("emd on awkward problems", () => {
  const dense = (
    a: ArrayLike<number>,
    b: ArrayLike<number>,
    cost: ArrayLike<number>,
    options = {},
  ) => {
    const result = emd(a, b, cost, options);
    expect(result.status).toBe("optimal");
    expectCertificate(result, { a, b, cost: (i, j) => cost[i * b.length + j], ...options });
    return result;
  };

  it("solves one bin, and all mass in one place", () => {
    expect(dense([3], [7], [2.5]).cost).toBe(2.5);
    const next = random(3);
    const a = new Float64Array(40);
    a[17] = 4;
    const result = dense(a, randoms(next, 30), randoms(next, 1200));
    expect(new Set(result.plan.source)).toEqual(new Set([17]));
  });

  it("solves problems with zero masses on both sides", () => {
    const next = random(5);
    for (const [n, m] of [
      [8, 8],
      [60, 45],
      [5, 400],
      [400, 5],
    ]) {
      const sparse = (x: number) => (x < 0.5 ? 0 : x);
      const a = randoms(next, n).map(sparse);
      const b = randoms(next, m).map(sparse);
      a[0] = 1;
      b[m - 1] = 1;
      dense(a, b, randoms(next, n * m));
    }
  });

  it("solves thousands of tied costs, and all costs alike", () => {
    const next = random(7);
    const n = 120;
    const a = randoms(next, n).map((x) => Math.ceil(4 * x));
    const b = randoms(next, n).map((x) => Math.ceil(4 * x));
    dense(
      a,
      b,
      randoms(next, n * n).map((x) => Math.floor(3 * x)),
    );
    expect(dense(a, b, new Float64Array(n * n).fill(0)).cost).toBe(0);
    expect(dense(a, b, new Float64Array(n * n).fill(0.1)).cost).toBeCloseTo(0.1, 15);
    expect(dense(a, b, new Float64Array(n * n).fill(-7)).cost).toBe(-7);
  });

  it("solves negative costs", () => {
    const next = random(13);
    const cost = randoms(next, 50 * 30).map((x) => x - 0.8);
    dense(randoms(next, 50), randoms(next, 30), cost);
  });

  it("solves costs of 1e-300 and of 1e300 as it solves costs of 1", () => {
    const next = random(17);
    const a = randoms(next, 30);
    const b = randoms(next, 40);
    const cost = randoms(next, 1200);
    const plain = dense(a, b, cost);
    for (const exponent of [-996, 996]) {
      const scale = 2 ** exponent;
      const result = dense(
        a,
        b,
        cost.map((c) => c * scale),
      );
      expect(result.plan).toEqual(plain.plan);
      expect(result.cost / scale).toBeCloseTo(plain.cost, 14);
    }
  });

  it("is exact on integers", () => {
    const next = random(19);
    const n = 70;
    const a = randoms(next, n).map((x) => Math.floor(1000 * x));
    const b = a.slice().reverse();
    const cost = randoms(next, n * n).map((x) => Math.floor(1000 * x));
    const result = dense(a, b, cost, { normalize: false });
    expect(Number.isInteger(result.cost)).toBe(true);
    expect(result.lowerBound).toBe(result.cost);
    expect(result.plan.mass.every(Number.isInteger)).toBe(true);
  });

  it("gives the same plan for the same weights as counts and as probabilities", () => {
    const a = [3, 1, 4, 1, 5];
    const b = [2, 7, 1, 8];
    const cost = randoms(random(23), 20);
    const counts = dense(a, b, cost);
    const shares = dense(
      a.map((x) => x / 14),
      b.map((x) => x / 18),
      cost,
    );
    expect(shares.cost).toBeCloseTo(counts.cost, 14);
    const raw = dense(
      a.map((x) => x * 18),
      b.map((x) => x * 14),
      cost,
      { normalize: false },
    );
    expect(raw.cost).toBeCloseTo(counts.cost * 14 * 18, 11);
  });

  it("moves nothing between identical histograms of any masses", () => {
    const a = randoms(random(29), 64);
    const cost = Float64Array.from({ length: 64 * 64 }, (_, k) => Math.abs((k >> 6) - (k & 63)));
    const result = dense(a, a, cost);
    expect(result.cost).toBe(0);
    expect(result.plan.source).toEqual(result.plan.target);
  });

  it("keeps single-precision costs: the optimum is that of the rounded matrix", () => {
    const next = random(31);
    const cost = Float32Array.from(randoms(next, 33 * 47));
    const a = randoms(next, 33);
    const b = randoms(next, 47);
    const single = dense(a, b, cost);
    const double = dense(a, b, Float64Array.from(cost));
    expect(single.cost).toBe(double.cost);
    expect(single.pivots).toBe(double.pivots);
  });

  it("is not blunted by forbidding costs far above the others", () => {
    const next = random(53);
    const n = 30;
    const ones = new Float64Array(n).fill(1);
    const cost = randoms(next, n * n);
    const cells = Array.from({ length: n }, (_, i) => i * n + ((i * 7) % n));
    const forbid = (price: number) => cost.map((c, k) => (cells.includes(k) ? price : c));
    const expected = dense(ones, ones, forbid(10)).cost;
    for (const price of [1e6, 1e9, 1e13, 1e16, 1e200]) {
      const result = emd(ones, ones, forbid(price));
      expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-14);
      expect(result.cost - result.lowerBound).toBeLessThanOrEqual(1e-14);
    }
  });

  it("keeps the digits of tiny costs and of extreme masses", () => {
    expect(dense([1], [1], [1e-300]).cost).toBe(1e-300);
    expect(
      dense(
        [1, 2],
        [2, 1],
        [1, 3, 2, 5].map((c) => c * 1e-300),
      ).cost,
    ).toBeCloseTo(0, 15);
    for (const scale of [5e-324, 1e-310, 1e308]) {
      const result = emd([scale, scale], [scale, scale], [1, 2, 3, 5]);
      expect(result.cost).toBe(2.5);
      expect(result.lowerBound).toBe(2.5);
    }
    const raw = emd([2e-301, 1e-301], [1.5e-301, 1.5e-301], [0, 1, 1, 0], { normalize: false });
    expect(raw.plan.mass[0] / 1.5e-301).toBeCloseTo(1, 14);
    expect(emd([1e301], [1e301], [1], { normalize: false }).lowerBound).toBe(1e301);
  });

  it("is quick where one side has a single atom", () => {
    const next = random(59);
    for (const [n, m] of [
      [1, 30_000],
      [30_000, 1],
    ]) {
      const cost = randoms(next, n * m);
      const result = emd(randoms(next, n), randoms(next, m), cost);
      expect(result.plan.mass.length).toBe(30_000);
      expect(result.cost - result.lowerBound).toBeLessThanOrEqual(1e-12);
    }
  });

  it("takes masses of 1e300 and of 1e-300", () => {
    const cost = [0, 1, 1, 0];
    expect(dense([1e300, 3e300], [3e300, 1e300], cost).cost).toBe(0.5);
    expect(dense([1e-300, 3e-300], [3e-300, 1e-300], cost).cost).toBe(0.5);
    expect(emd([1e308, 1e308, 1e308], [1, 1, 1], new Float64Array(9).fill(2)).cost).toBe(2);
  });
});
