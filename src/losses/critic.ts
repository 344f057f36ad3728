/**
 * What optimal transport says to a critic and to a generator: how steep a potential is, and which way the
 * points of x should go.
 */
import {
  asNumbers,
  rejectKind,
  requireFinite,
  requireKind,
  requireLength,
  requireNumbers,
  requireOut,
  requirePositiveInteger,
  requireRows,
} from "../check";
import { requireOptions } from "../check-options";
import { current } from "../engine/engine";
import { SMALL_BYTES } from "../engine/limits";
import { METRIC_CODES, METRICS, type Metric } from "../measures";
import type { TransportResult } from "../transport/solve";

/**
 * The Lipschitz constant max |f(x_i) − f(x_j)| / d(x_i, x_j) of values on points, over all pairs: 1 for a
 * Kantorovich potential of W1 that is not constant; Infinity if equal points have different values.
 *
 * @param values n values
 * @param points n × dim
 * @throws RangeError for lengths that do not fit, numbers that are not finite
 *
 * @example
 * lipschitzConstant([0, 2, 3], [0, 1, 3], { dim: 1 }); // 2
 */
export function lipschitzConstant(
  values: ArrayLike<number>,
  points: ArrayLike<number>,
  options: { dim: number; metric?: Metric },
): number {
  const fn = "lipschitzConstant";
  requireNumbers(fn, "values", values);
  requireNumbers(fn, "points", points);
  const { dim, metric } = checkSpace(fn, options, []);
  requireLength(fn, "points", points, values.length * dim, "values.length × dim");
  requireFinite(fn, "values", values);
  requireFinite(fn, "points", points);
  const bytes = 8 * (values.length + points.length) + SMALL_BYTES;
  return current().call(fn, bytes, (kernels, memory) =>
    kernels.lipschitz(
      memory.floats(asNumbers(fn, "values", values)),
      memory.floats(asNumbers(fn, "points", points)),
      dim,
      METRIC_CODES[metric],
    ),
  );
}

/**
 * ∂cost/∂x of a result of emdPoints, by its plan (the envelope theorem): each point is drawn towards the
 * points that its mass goes to. At a kink, such as equal points of the euclidean metric, the gradient
 * taken is 0; of several largest differences of chebyshev, the first counts.
 *
 * @param result of emdPoints(x, y, { dim, metric })
 * @param x n × dim, y m × dim: as they were solved
 * @returns n × dim: `options.out` if given
 * @throws RangeError for lengths that do not fit the result, numbers that are not finite
 *
 * @example
 * transportGradient(emdPoints([0], [2], { dim: 1 }), [0], [2], { dim: 1 }); // [-1]
 */
export function transportGradient(
  result: TransportResult,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: { dim: number; metric?: Metric; out?: Float64Array },
): Float64Array {
  const fn = "transportGradient";
  if (!(result?.plan?.mass && result.potentials)) {
    rejectKind(fn, "result", result, "a result of emdPoints");
  }
  requireNumbers(fn, "x", x);
  requireNumbers(fn, "y", y);
  const { dim, metric } = checkSpace(fn, options, ["out"]);
  const { plan, potentials } = result;
  for (const [name, points, { length }] of [
    ["x", x, potentials.source],
    ["y", y, potentials.target],
  ] as const) {
    requireRows(fn, name, points, "dim", dim);
    requireLength(fn, name, points, length * dim, "the result's points × dim");
    requireFinite(fn, name, points);
  }
  const out = requireOut(fn, options.out, x.length).fill(0);
  const step = new Float64Array(dim);
  for (let k = 0; k < plan.mass.length; k++) {
    const from = plan.source[k] * dim;
    const to = plan.target[k] * dim;
    for (let axis = 0; axis < dim; axis++) step[axis] = x[from + axis] - y[to + axis];
    SLOPES[metric](step);
    for (let axis = 0; axis < dim; axis++) out[from + axis] += plan.mass[k] * step[axis];
  }
  return out;
}

/** From x − y to the gradient of the metric with respect to x. */
const SLOPES: Record<Metric, (step: Float64Array) => void> = {
  sqeuclidean: (step) => scale(step, 2),
  euclidean(step) {
    const length = Math.hypot(...step);
    scale(step, length > 0 ? 1 / length : 0);
  },
  cityblock: (step) =>
    step.forEach((difference, axis) => {
      step[axis] = Math.sign(difference);
    }),
  chebyshev(step) {
    const sizes = step.map(Math.abs);
    const axis = sizes.indexOf(Math.max(...sizes));
    const slope = Math.sign(step[axis]);
    step.fill(0)[axis] = slope;
  },
};

function scale(step: Float64Array, factor: number): void {
  for (let axis = 0; axis < step.length; axis++) step[axis] *= factor;
}

function checkSpace(
  fn: string,
  options: { dim: number; metric?: Metric },
  also: readonly string[],
) {
  requireOptions(fn, options, ["dim", "metric", ...also]);
  const { dim, metric = "euclidean" } = options ?? {};
  requirePositiveInteger(fn, "dim", dim);
  requireKind(fn, "metric", metric, METRICS);
  return { dim, metric };
}
