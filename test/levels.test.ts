/** Problems that are large enough to be solved from coarse to fine, over trees, tables and envelopes. */
import { describe, expect, it } from "vitest";
import { emd, emdGrid, emdPoints, METRICS, wassersteinHistogram } from "wasmstein";
import { distance, expectCertificate, gridPoints } from "./support/certificate";
import { random, randoms } from "./support/random.mjs";

/** Masses of which some are 0. */
const patchy = (next: () => number, length: number, share: number) => {
  const masses = randoms(next, length).map((x) => (x < share ? 0 : x));
  masses[length >> 1] = 1;
  return masses;
};

describe("grids of several resolutions", () => {
  const next = random(61);
  const shapes = [
    { shape: [150], spacing: [1] },
    { shape: [1, 90], spacing: [3, 0.5] },
    { shape: [13, 17], spacing: [1, 1] },
    { shape: [9, 21], spacing: [0.7, 1.3] },
    { shape: [5, 6, 7], spacing: [1, 1, 1] },
    { shape: [4, 1, 31], spacing: [1, 9, 2.5] },
  ];

  it.each(shapes)("$shape, spacing $spacing: all metrics agree with emd", ({ shape, spacing }) => {
    const points = gridPoints(shape, spacing);
    for (const share of [0, 0.5, 0.97]) {
      const a = patchy(next, points.length, share);
      const b = patchy(next, points.length, share);
      for (const metric of METRICS) {
        const cost = (i: number, j: number) => distance(metric, points[i], points[j]);
        const result = emdGrid(a, b, { shape, spacing, metric });
        expectCertificate(result, { a, b, cost });
        const matrix = points.flatMap((_, i) => points.map((_, j) => cost(i, j)));
        const expected = emd(a, b, matrix).cost;
        expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-13 * expected);
      }
    }
  });

  it("are exact on whole masses: no gap, whole potentials", () => {
    const shape = [24, 19];
    const image = () => randoms(next, 456).map((x) => (x < 0.2 ? 0 : Math.floor(100 * x)));
    const a = image();
    const b = a.slice().reverse();
    for (const metric of ["sqeuclidean", "cityblock", "chebyshev"] as const) {
      const result = emdGrid(a, b, { shape, metric, normalize: false });
      expect(result.lowerBound).toBe(result.cost);
      expect(Number.isInteger(result.cost)).toBe(true);
      for (const f of result.potentials.source) expect(Number.isInteger(f)).toBe(true);
      for (const mass of result.plan.mass) expect(Number.isInteger(mass)).toBe(true);
    }
  });

  it("can be stopped at any pivot of any resolution", () => {
    const shape = [15, 16];
    const points = gridPoints(shape, [1, 1]);
    const a = patchy(next, 240, 0.3);
    const b = patchy(next, 240, 0.3);
    for (const metric of METRICS) {
      const cost = (i: number, j: number) => distance(metric, points[i], points[j]);
      const { pivots, cost: optimum } = emdGrid(a, b, { shape, metric });
      for (const part of [0, 0.1, 0.4, 0.7, 0.99]) {
        const maxPivots = Math.floor(part * pivots);
        const result = emdGrid(a, b, { shape, metric, maxPivots });
        expect(result.status).toBe("limit");
        expectCertificate(result, { a, b, cost });
        expect(result.cost).toBeGreaterThanOrEqual(optimum * (1 - 1e-14));
        expect(result.lowerBound).toBeLessThanOrEqual(optimum * (1 + 1e-14));
      }
    }
  });

  it("give a narrow interval once the finest resolution is reached", () => {
    const shape = [32, 32];
    const image = (seed: number) =>
      Float64Array.from(
        { length: 1024 },
        (_, k) => 2 + Math.sin((seed * (k >> 5)) / 5) + Math.cos((k % 32) / (9 * seed)),
      );
    for (const metric of ["sqeuclidean", "euclidean", "cityblock"] as const) {
      const { pivots, cost: optimum } = emdGrid(image(1), image(2), { shape, metric });
      const maxPivots = Math.floor(0.8 * pivots);
      const { cost, lowerBound } = emdGrid(image(1), image(2), { shape, metric, maxPivots });
      expect(lowerBound).toBeGreaterThan(0.9 * optimum);
      expect(lowerBound).toBeLessThanOrEqual(optimum * (1 + 1e-14));
      expect(cost).toBeGreaterThanOrEqual(optimum * (1 - 1e-14));
      expect(cost).toBeLessThan(1.5 * optimum);
    }
  });

  it("agree with the distance on the line, on lines long enough for envelopes", () => {
    for (const share of [0, 0.8]) {
      const [a, b] = [patchy(next, 1000, share), patchy(next, 1000, share)];
      const line = wassersteinHistogram(a, b, { order: 2 }) ** 2;
      for (const shape of [[1000], [1000, 1]]) {
        const { cost, lowerBound } = emdGrid(a, b, { shape, metric: "sqeuclidean" });
        expect(Math.abs(cost - line)).toBeLessThanOrEqual(1e-13 * line);
        expect(cost - lowerBound).toBeLessThanOrEqual(1e-12 * line);
      }
    }
  });
});

describe("clouds of several resolutions", () => {
  const next = random(67);
  const clouds = {
    "in one dimension": (n: number) => [1, randoms(next, n)],
    "in two dimensions": (n: number) => [2, randoms(next, 2 * n)],
    "in five dimensions": (n: number) => [5, randoms(next, 5 * n)],
    "in nine dimensions": (n: number) => [9, randoms(next, 9 * n)],
    "on a line in the plane": (n: number) => [
      2,
      Float64Array.from({ length: 2 * n }, (_, k) => (((k >> 1) * 0.37) % 1) * (1 + (k % 2))),
    ],
    "many in few places": (n: number) => [2, randoms(next, 2 * n).map((x) => Math.floor(3 * x))],
    "all in one place": (n: number) => [2, new Float64Array(2 * n).fill(0.3)],
    "of very different distances": (n: number) => [
      2,
      randoms(next, 2 * n).map((x) => 10 ** (16 * x - 8)),
    ],
  } as Record<string, (n: number) => [number, Float64Array]>;

  it.each(Object.entries(clouds))("%s", (_name, make) => {
    const [dim, x] = make(180);
    const [, y] = make(110);
    const a = patchy(next, 180, 0.1);
    const b = patchy(next, 110, 0.1);
    for (const metric of METRICS) {
      const cost = (i: number, j: number) =>
        distance(metric, x.subarray(dim * i, dim * i + dim), y.subarray(dim * j, dim * j + dim));
      expectCertificate(emdPoints(x, y, { dim, metric, a, b }), { a, b, cost });
    }
  });
});

describe("matrices of several resolutions", () => {
  const next = random(71);
  const [n, m] = [170, 230];
  const a = patchy(next, n, 0.2);
  const b = patchy(next, m, 0.2);
  const [x, y] = [randoms(next, 2 * n), randoms(next, 2 * m)];
  const costs: Record<string, (i: number, j: number) => number> = {
    "distances of points": (i, j) => Math.hypot(x[2 * i] - y[2 * j], x[2 * i + 1] - y[2 * j + 1]),
    "products, some negative": (i, j) => (x[i] - 0.5) * (y[j] - 0.5),
    "whole steps": (i, j) => Math.abs(Math.floor(9 * x[i]) - Math.floor(9 * y[j])),
    "all the same": () => 0.7,
    "one forbidden region": (i, j) => (i < 60 && j < 60 ? 1e9 : Math.abs(x[i] - y[j])),
    random: () => next(),
  };

  it.each(Object.entries(costs))("%s", (_name, cost) => {
    const matrix = Float64Array.from({ length: n * m }, (_, k) => cost(Math.floor(k / m), k % m));
    const single = Float32Array.from(matrix);
    expectCertificate(emd(a, b, matrix), { a, b, cost: (i, j) => matrix[i * m + j] });
    expectCertificate(emd(a, b, single), { a, b, cost: (i, j) => single[i * m + j] });
  });

  it("are solved to the last digits where some pairs are all but forbidden", () => {
    const two = emd([3, 1], [1, 3], [0.28, 0.44, 0.4, 1e300]);
    expect(two.cost).toBe(0.43);
    expect(two.lowerBound).toBeCloseTo(0.43, 14);
    for (let k = 0; k < 60; k++) {
      const rows = 2 + Math.floor((k < 40 ? 6 : 100) * next());
      const columns = 2 + Math.floor((k < 40 ? 6 : 100) * next());
      const matrix = randoms(next, rows * columns).map((c) => (c < 0.3 ? 1e300 : c));
      const whole = (length: number) => randoms(next, length).map((x) => 1 + Math.floor(3 * x));
      const { cost, lowerBound } = emd(whole(rows), whole(columns), matrix);
      if (cost < 1) expect(cost - lowerBound).toBeLessThanOrEqual(1e-13);
    }
  });
});
