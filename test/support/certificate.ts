/** What every transport result must satisfy, whatever its plan looks like. */
import { expect } from "vitest";
import type { Metric, TransportResult } from "wasmstein";

interface Instance {
  a: ArrayLike<number>;
  b: ArrayLike<number>;
  cost: (i: number, j: number) => number;
  normalize?: boolean;
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, x) => total + x, 0);

/** Marginals, dual feasibility for all pairs, plan order and size, and the bound below the cost. */
export function expectCertificate(
  result: TransportResult,
  { a, b, cost, normalize = true }: Instance,
) {
  const { plan, potentials } = result;
  const n = a.length;
  const m = b.length;
  const mass = normalize ? 1 : sum(a);
  const aScale = mass / sum(a);
  const bScale = mass / sum(b);

  let largest = 0;
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const c = cost(i, j);
      largest = Math.max(largest, Math.abs(c));
      worst = Math.max(worst, potentials.source[i] + potentials.target[j] - c);
    }
  }
  expect(worst).toBeLessThanOrEqual(4e-15 * largest);

  const rows = new Float64Array(n);
  const columns = new Float64Array(m);
  let total = 0;
  expect(plan.mass.length).toBeLessThanOrEqual(n + m - 1);
  for (let k = 0; k < plan.mass.length; k++) {
    const i = plan.source[k];
    const j = plan.target[k];
    expect(plan.mass[k]).toBeGreaterThan(0);
    if (k > 0) expect(i * m + j).toBeGreaterThan(plan.source[k - 1] * m + plan.target[k - 1]);
    rows[i] += plan.mass[k];
    columns[j] += plan.mass[k];
    total += plan.mass[k] * cost(i, j);
  }
  for (let i = 0; i < n; i++) expect(Math.abs(rows[i] - a[i] * aScale)).toBeLessThan(1e-14 * mass);
  for (let j = 0; j < m; j++)
    expect(Math.abs(columns[j] - b[j] * bScale)).toBeLessThan(1e-14 * mass);

  const scale = Math.max(largest, Number.MIN_VALUE) * mass;
  expect(Math.abs(result.cost - total)).toBeLessThanOrEqual(1e-13 * scale);
  let dual = 0;
  for (let i = 0; i < n; i++) dual += a[i] * aScale * potentials.source[i];
  for (let j = 0; j < m; j++) dual += b[j] * bScale * potentials.target[j];
  expect(Math.abs(result.lowerBound - dual)).toBeLessThanOrEqual(1e-12 * scale);
  expect(result.lowerBound).toBeLessThanOrEqual(result.cost);
  if (result.status === "optimal") {
    expect(result.cost - result.lowerBound).toBeLessThanOrEqual(
      1e-12 * Math.max(mass, largest * mass),
    );
    expect(result.cost - result.lowerBound).toBeLessThanOrEqual(1e-12 * scale);
  }
}

/** Distance between two points, the plain way. */
export function distance(metric: Metric, x: ArrayLike<number>, y: ArrayLike<number>): number {
  const d = Array.from(x, (value, k) => Math.abs(value - y[k]));
  if (metric === "chebyshev") return Math.max(...d);
  if (metric === "cityblock") return sum(d);
  const squares = sum(d.map((value) => value * value));
  return metric === "euclidean" ? Math.sqrt(squares) : squares;
}

/** Coordinates of the bins of a grid, row-major. */
export function gridPoints(shape: readonly number[], spacing: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (points, length, axis) =>
      points.flatMap((point) => Array.from({ length }, (_, k) => [...point, k * spacing[axis]])),
    [[]],
  );
}
