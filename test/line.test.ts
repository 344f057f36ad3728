import { describe, expect, it } from "vitest";
import { emd, wasserstein1d, wassersteinCircle, wassersteinHistogram } from "wasmstein";
import { random, randoms } from "./support/random.mjs";

const ORDERS = [1, 1.5, 2, 3, 7];

/** W_p by the general solver: an independent algorithm. */
function bySimplex(
  x: ArrayLike<number>,
  a: ArrayLike<number>,
  y: ArrayLike<number>,
  b: ArrayLike<number>,
  order: number,
  metric = (u: number, v: number) => Math.abs(u - v),
) {
  const cost = Array.from(x, (u) => Array.from(y, (v) => metric(u, v) ** order)).flat();
  return emd(a, b, cost).cost ** (1 / order);
}

function expectClose(value: number, expected: number, tolerance = 1e-12) {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(expected, 1e-300));
}

describe("wasserstein1d", () => {
  it("is the optimal transport cost, for weighted and unweighted samples of any size", () => {
    const next = random(1);
    for (const [n, m] of [
      [1, 1],
      [1, 9],
      [20, 20],
      [31, 17],
      [50, 200],
    ]) {
      const u = randoms(next, n).map((x) => 10 * x - 5);
      const v = randoms(next, m);
      const ones = (length: number) => new Float64Array(length).fill(1);
      const uWeights = randoms(next, n);
      const vWeights = randoms(next, m).map((x, j) => (j > 0 && x < 0.3 ? 0 : x));
      for (const order of ORDERS) {
        expectClose(wasserstein1d(u, v, { order }), bySimplex(u, ones(n), v, ones(m), order));
        expectClose(
          wasserstein1d(u, v, { order, uWeights, vWeights }),
          bySimplex(u, uWeights, v, vWeights, order),
        );
      }
    }
  });

  it("gives scipy's documented values", () => {
    // scipy.stats.wasserstein_distance, examples of its documentation
    expect(wasserstein1d([0, 1, 3], [5, 6, 8])).toBe(5);
    expectClose(wasserstein1d([0, 1], [0, 1], { uWeights: [3, 1], vWeights: [2, 2] }), 0.25);
    expectClose(
      wasserstein1d([3.4, 3.9, 7.5, 7.8], [4.5, 1.4], {
        uWeights: [1.4, 0.9, 3.1, 7.2],
        vWeights: [3.2, 3.5],
      }),
      4.078133143804786,
    );
  });

  it("of order ∞ is the largest distance moved, unmoved by slivers of rounding", () => {
    expect(wasserstein1d([0, 10], [1, 13], { order: Number.POSITIVE_INFINITY })).toBe(3);
    const third = [1 / 3, 1 / 3, 1 / 3];
    const u = [0, 100, 200];
    expect(
      wasserstein1d(u, [1, 101, 201], {
        order: Number.POSITIVE_INFINITY,
        uWeights: third,
        vWeights: [1, 1, 1],
      }),
    ).toBe(1);
    const next = random(2);
    const x = randoms(next, 40);
    const y = randoms(next, 40);
    const sorted = (values: Float64Array) => values.slice().sort();
    const largest = sorted(x).reduce(
      (d, value, i) => Math.max(d, Math.abs(value - sorted(y)[i])),
      0,
    );
    expect(wasserstein1d(x, y, { order: Number.POSITIVE_INFINITY })).toBe(largest);
  });

  it("grows with the order, up to order ∞", () => {
    const next = random(3);
    const u = randoms(next, 30);
    const v = randoms(next, 50);
    const distances = [1, 2, 5, 50, 400, Number.POSITIVE_INFINITY].map((order) =>
      wasserstein1d(u, v, { order }),
    );
    for (let k = 1; k < distances.length; k++) {
      expect(distances[k]).toBeGreaterThanOrEqual(distances[k - 1] * (1 - 1e-14));
    }
    expect(distances[4] / distances[5]).toBeGreaterThan(0.97);
  });

  it("is 0 between permutations, and takes samples of 1e300", () => {
    expect(wasserstein1d([3, 1, 2], [2, 3, 1], { order: 2 })).toBe(0);
    expect(wasserstein1d([-1e300], [1e300])).toBe(2e300);
    expect(wasserstein1d([-1e300], [1e300], { order: 2 })).toBe(2e300);
    expect(wasserstein1d([0], [1e-300], { order: 3 })).toBe(1e-300);
    expect(wasserstein1d([0], [1e-300])).toBe(1e-300);
  });
});

describe("wassersteinHistogram", () => {
  it("is the optimal transport cost between bins, for any order and positions", () => {
    const next = random(4);
    for (const n of [1, 2, 13, 64]) {
      const p = randoms(next, n);
      const q = randoms(next, n);
      const positions = randoms(next, n); // unsorted
      for (const order of ORDERS) {
        expectClose(
          wassersteinHistogram(p, q, { order, positions }),
          bySimplex(positions, p, positions, q, order),
        );
      }
    }
  });

  it("takes a width, or edges whose centres it uses", () => {
    const p = [1, 0, 0, 1];
    const q = [0, 1, 1, 0];
    expect(wassersteinHistogram(p, q)).toBe(1);
    expect(wassersteinHistogram(p, q, { width: 0.5 })).toBe(0.5);
    expect(wassersteinHistogram(p, q, { edges: [0, 2, 4, 6, 8] })).toBe(2);
    expect(wassersteinHistogram(p, q, { edges: [0, 2, 4, 6, 8], order: 2 })).toBe(2);
    expect(wassersteinHistogram([1, 0, 0], [0, 0, 1], { order: Number.POSITIVE_INFINITY })).toBe(2);
  });

  it("is 0 for the same histogram in other units", () => {
    expect(wassersteinHistogram([1, 2, 5], [2, 4, 10])).toBe(0);
    expect(wassersteinHistogram([1, 2, 5], [2, 4, 10], { order: 2 })).toBe(0);
    expect(wassersteinHistogram([1e308, 1e308], [1, 0])).toBe(0.5);
    expect(wassersteinHistogram([5e-324, 0, 0], [0, 0, 5e-324])).toBe(2);
  });
});

describe("wassersteinCircle", () => {
  const around = (n: number) => (u: number, v: number) =>
    Math.min(Math.abs(u - v), n - Math.abs(u - v));

  it("is the optimal transport cost for the distance around the circle", () => {
    const next = random(5);
    for (const n of [1, 2, 3, 8, 25, 60]) {
      const bins = Array.from({ length: n }, (_, i) => i);
      for (let trial = 0; trial < 4; trial++) {
        const sparse = (x: number) => (trial % 2 && x < 0.6 ? 0 : x);
        const p = randoms(next, n).map(sparse);
        const q = randoms(next, n).map(sparse);
        p[n - 1] = 0.5;
        q[0] = 0.5;
        for (const order of ORDERS) {
          const expected = bySimplex(bins, p, bins, q, order, around(n));
          const value = wassersteinCircle(p, q, { order });
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.max(expected, 1e-3));
        }
      }
    }
  });

  it("of order ∞ is the smallest reach that lets all mass move", () => {
    const next = random(6);
    for (let trial = 0; trial < 30; trial++) {
      const n = 2 + Math.floor(next() * 14);
      const p = randoms(next, n).map((x) => Math.floor(4 * x));
      const q = randoms(next, n).map((x) => Math.floor(4 * x));
      p[0]++;
      q[n >> 1]++;
      // Reach k suffices iff transport that charges 1 beyond it is free.
      const far = (k: number) =>
        Array.from(p, (_, i) => Array.from(q, (__, j) => (around(n)(i, j) > k ? 1 : 0))).flat();
      let reach = 0;
      while (emd(p, q, far(reach)).cost > 0) reach++;
      expect(wassersteinCircle(p, q, { order: Number.POSITIVE_INFINITY })).toBe(reach);
    }
  });

  it("goes the short way round, in units of the circumference", () => {
    const p = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const q = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    for (const order of [1, 2, 4, Number.POSITIVE_INFINITY]) {
      expectClose(wassersteinCircle(p, q, { order }), 1);
      expectClose(wassersteinCircle(p, q, { order, circumference: 24 }), 2);
    }
  });

  it("of large orders comes near order ∞, and never vanishes", () => {
    const point = (n: number, at: number) =>
      Float64Array.from({ length: n }, (_, i) => +(i === at));
    for (const order of [50, 400, 1000, 1e6, 1e300]) {
      expectClose(wassersteinCircle(point(8, 0), point(8, 1), { order }), 1, 1e-11);
      expectClose(wassersteinCircle(point(1000, 0), point(1000, 999), { order }), 1, 1e-11);
    }
    const next = random(8);
    const p = randoms(next, 30);
    const q = randoms(next, 30);
    const reach = wassersteinCircle(p, q, { order: Number.POSITIVE_INFINITY });
    let last = 0;
    for (const order of [1, 1.5, 2, 4, 16, 100, 2000]) {
      const value = wassersteinCircle(p, q, { order });
      expect(value).toBeGreaterThanOrEqual(last * (1 - 1e-12));
      expect(value).toBeLessThanOrEqual(reach * (1 + 1e-12));
      last = value;
    }
    expect(last / reach).toBeGreaterThan(0.98);
  });

  it("does not change when both histograms are turned", () => {
    const next = random(7);
    const p = randoms(next, 20);
    const q = randoms(next, 20);
    const turn = (values: Float64Array, k: number) => values.map((_, i) => values[(i + k) % 20]);
    for (const order of ORDERS) {
      const expected = wassersteinCircle(p, q, { order });
      for (const k of [1, 7, 19]) {
        expectClose(wassersteinCircle(turn(p, k), turn(q, k), { order }), expected, 1e-13);
      }
    }
  });
});
