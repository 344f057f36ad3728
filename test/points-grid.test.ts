import { describe, expect, it } from "vitest";
import { emd, emdGrid, emdPoints, METRICS } from "wasmstein";
import { distance, expectCertificate, gridPoints } from "./support/certificate";
import { random, randoms } from "./support/random.mjs";

describe("emdPoints and emdGrid", () => {
  it("agree with emd on the same costs, for all metrics and one to three dimensions", () => {
    const next = random(37);
    const shapes = [[40], [6, 9], [3, 4, 5]];
    const spacings = [[0.5], [1, 2.5], [1, 0.3, 2]];
    shapes.forEach((shape, k) => {
      for (const metric of METRICS) {
        for (const spacing of [spacings[k], shape.map(() => 0.25), shape.map(() => 1)]) {
          const points = gridPoints(shape, spacing);
          const a = randoms(next, points.length).map((x) => (x < 0.3 ? 0 : x));
          const b = randoms(next, points.length).map((x) => (x < 0.3 ? 0 : x));
          const cost = (i: number, j: number) => distance(metric, points[i], points[j]);
          const grid = emdGrid(a, b, { shape, metric, spacing });
          expectCertificate(grid, { a, b, cost });
          const dim = shape.length;
          const cloud = emdPoints(points.flat(), points.flat(), { dim, metric, a, b });
          expectCertificate(cloud, { a, b, cost });
          const matrix = points.flatMap((_, i) => points.map((_, j) => cost(i, j)));
          const expected = emd(a, b, matrix).cost;
          expect(Math.abs(grid.cost - expected)).toBeLessThanOrEqual(1e-13 * expected);
          expect(Math.abs(cloud.cost - expected)).toBeLessThanOrEqual(1e-13 * expected);
        }
      }
    });
  });

  it("default to euclidean, uniform masses and unit spacing", () => {
    expect(emdPoints([0, 0], [3, 4], { dim: 2 }).cost).toBe(5);
    expect(emdGrid([1, 0, 0, 0], [0, 0, 0, 1], { shape: [2, 2] }).cost).toBe(Math.SQRT2);
    expect(emdPoints([0, 1, 2], [0.5], { dim: 1 }).cost).toBeCloseTo(2.5 / 3, 15);
  });

  it("solve more points than fit into one run of a row", () => {
    const next = random(41);
    const x = randoms(next, 2 * 300);
    const y = randoms(next, 2 * 700);
    const result = emdPoints(x, y, { dim: 2 });
    const cost = (i: number, j: number) =>
      distance("euclidean", x.subarray(2 * i, 2 * i + 2), y.subarray(2 * j, 2 * j + 2));
    expectCertificate(result, {
      a: new Float64Array(300).fill(1),
      b: new Float64Array(700).fill(1),
      cost,
    });
  });
});
