/** What transport tells critics and generators: duality, gradients, and two parallel segments. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { random, randoms } from "./support/random.mjs";
import { expectSlopes } from "./support/slopes";

const next = random(41);
const cloud = (points: number, dim: number) => randoms(next, points * dim).map((x) => 2 * x - 1);

describe("Kantorovich duality", () => {
  /** The critic on any point: the smallest of |z − y_j| − g_j, which is f on the points of x. */
  const critic = (y: Float64Array, g: Float64Array, dim: number) => (z: Float64Array) => {
    let least = Infinity;
    for (let j = 0; j < g.length; j++) {
      const gap = z.map((value, axis) => value - y[j * dim + axis]);
      least = Math.min(least, Math.hypot(...gap) - g[j]);
    }
    return least;
  };

  it.each([
    [1, 30, 30],
    [2, 25, 40],
    [3, 60, 17],
  ])(
    "makes of the potentials in %i dimensions a critic of slope 1 that attains W1",
    (dim, n, m) => {
      const x = cloud(n, dim);
      const y = cloud(m, dim).map((value) => value + 0.5);
      const { cost, potentials } = w.emdPoints(x, y, { dim });
      const f = critic(y, potentials.target, dim);
      const on = (points: Float64Array) =>
        Float64Array.from({ length: points.length / dim }, (_, i) =>
          f(points.subarray(i * dim, (i + 1) * dim)),
        );
      const [real, fake] = [on(x), on(y)];
      expect(Math.abs(w.criticLoss(real, fake) + cost)).toBeLessThanOrEqual(1e-12);
      const everywhere = Float64Array.from([...x, ...y]);
      const slope = w.lipschitzConstant([...real, ...fake], everywhere, { dim });
      expect(slope).toBeLessThanOrEqual(1 + 1e-12);
      expect(slope).toBeGreaterThanOrEqual(1 - 1e-12);
      real.forEach((value, i) => {
        expect(value).toBeCloseTo(potentials.source[i], 12);
      });
      fake.forEach((value, j) => {
        expect(value).toBeCloseTo(-potentials.target[j], 12);
      });
    },
  );

  it("has the potentials themselves as scores: f on the data, −g on the samples", () => {
    const x = cloud(20, 2);
    const y = cloud(20, 2);
    const { cost, potentials } = w.emdPoints(x, y, { dim: 2 });
    const { source, target } = potentials;
    const loss = w.criticLoss(
      source,
      target.map((value) => -value),
    );
    expect(Math.abs(loss + cost)).toBeLessThanOrEqual(1e-12);
  });
});

describe("the gradient of transport", () => {
  it.each(w.METRICS)("is the central difference of the cost: %s", (metric) => {
    for (const dim of [1, 2, 3]) {
      const x = cloud(7, dim);
      const y = cloud(9, dim);
      const a = randoms(next, 7);
      expectSlopes(x, (moved, grad) => {
        const result = w.emdPoints(moved, y, { dim, metric, a });
        w.transportGradient(result, moved, y, { dim, metric, out: grad });
        return result.cost;
      });
    }
  });

  it("is 0 at equal points, and never longer than the mass for euclidean", () => {
    const x = cloud(12, 2);
    const same = w.emdPoints(x, x.slice(), { dim: 2 });
    expect(w.transportGradient(same, x, x, { dim: 2 })).toEqual(new Float64Array(24));
    const y = cloud(5, 2);
    const grad = w.transportGradient(w.emdPoints(x, y, { dim: 2 }), x, y, { dim: 2 });
    for (let i = 0; i < 12; i++) {
      expect(Math.hypot(grad[2 * i], grad[2 * i + 1])).toBeLessThanOrEqual(1 / 12 + 1e-15);
    }
  });
});

describe("two parallel segments", () => {
  /** Points of a segment above `at`. */
  const segment = (at: number) =>
    Float64Array.from({ length: 20 }, (_, k) => (k % 2 ? k / 20 : at));

  it.each([-1, -0.5, -0.1, -0.001, 0, 0.001, 0.1, 0.5, 1])("at θ = %d", (theta) => {
    const apart = theta !== 0;
    const p = [1, 0];
    const q = apart ? [0, 1] : [1, 0];
    expect(w.klDivergence(p, q)).toBe(apart ? Infinity : 0);
    expect(w.jsDivergence(p, q)).toBeCloseTo(apart ? Math.LN2 : 0, 15);
    const x = segment(theta);
    const y = segment(0);
    const result = w.emdPoints(x, y, { dim: 2 });
    expect(result.cost).toBeCloseTo(Math.abs(theta), 14);
    const grad = w.transportGradient(result, x, y, { dim: 2 });
    const [across, along] = [0, 1].map((axis) =>
      grad.reduce((sum, slope, i) => sum + (i % 2 === axis ? slope : 0), 0),
    );
    expect(across).toBeCloseTo(Math.sign(theta), 14);
    expect(along).toBeCloseTo(0, 14);
  });
});
