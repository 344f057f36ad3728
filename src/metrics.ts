/**
 * The ground metrics, by scipy's names, each with all that the facade knows of it. Its distances between points are the
 * kernels': assembly/geometry/metric.ts.
 */
import { CHEBYSHEV, CITYBLOCK, EUCLIDEAN, SQEUCLIDEAN } from "../assembly/geometry/metric";

export type Metric = "sqeuclidean" | "euclidean" | "cityblock" | "chebyshev";

interface MetricRow {
  /** the kernels' number */
  readonly code: number;
  /** the distance grows with this power of the unit of length */
  readonly degree: 1 | 2;
  /** the distance of two points from their absolute differences along the axes */
  distance(steps: readonly number[]): number;
  /** turns x − y into the gradient of the distance with respect to x; 0 at a kink */
  toSlope(step: Float64Array): void;
}

const sumOfSquares = (steps: readonly number[]) =>
  steps.reduce((sum, step) => sum + step * step, 0);

export const METRIC_ROWS: Readonly<Record<Metric, MetricRow>> = {
  sqeuclidean: {
    code: SQEUCLIDEAN,
    degree: 2,
    distance: sumOfSquares,
    toSlope: (step) => scale(step, 2),
  },
  euclidean: {
    code: EUCLIDEAN,
    degree: 1,
    distance: (steps) => Math.sqrt(sumOfSquares(steps)),
    toSlope(step) {
      const length = Math.hypot(...step);
      scale(step, length > 0 ? 1 / length : 0);
    },
  },
  cityblock: {
    code: CITYBLOCK,
    degree: 1,
    distance: (steps) => steps.reduce((sum, step) => sum + step, 0),
    toSlope(step) {
      for (let axis = 0; axis < step.length; axis++) step[axis] = Math.sign(step[axis]);
    },
  },
  chebyshev: {
    code: CHEBYSHEV,
    degree: 1,
    distance: (steps) => Math.max(...steps),
    toSlope(step) {
      const sizes = step.map(Math.abs);
      const axis = sizes.indexOf(Math.max(...sizes));
      const slope = Math.sign(step[axis]);
      step.fill(0)[axis] = slope;
    },
  },
};

/** The names, to list and to check. */
export const METRICS: readonly Metric[] = Object.keys(METRIC_ROWS) as Metric[];

function scale(step: Float64Array, factor: number): void {
  for (let axis = 0; axis < step.length; axis++) step[axis] *= factor;
}
