/**
 * The critic of the Wasserstein GAN: its loss and gradient penalty, how steep it is, and which way the points of the
 * generator should go.
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
  requireValue,
} from "../check";
import { requireOptions } from "../check-options";
import { current } from "../engine/engine";
import { SMALL_BYTES } from "../engine/limits";
import { METRIC_ROWS, METRICS, type Metric } from "../metrics";
import type { TransportResult } from "../transport/solve";
import { sumOf } from "./reduction";

/**
 * The Wasserstein critic's loss E[fake] − E[real]: −W1 for a Kantorovich potential.
 *
 * @param realScores on n samples of the data
 * @param fakeScores on m samples of the generator
 * @throws RangeError for a score that is not finite
 *
 * @example
 * criticLoss([3, 5], [1, 1]); // -3
 */
export function criticLoss(realScores: ArrayLike<number>, fakeScores: ArrayLike<number>): number {
  const fn = "criticLoss";
  for (const [name, scores] of [
    ["realScores", realScores],
    ["fakeScores", fakeScores],
  ] as const) {
    requireNumbers(fn, name, scores);
    requireFinite(fn, name, scores);
  }
  return sumOf(fakeScores) / fakeScores.length - sumOf(realScores) / realScores.length;
}

/**
 * λ·E[(‖∇‖ − target)²], which holds a critic to slope `target`.
 *
 * @param gradientNorms the critic's, on n points
 * @param options.lambda 10 by default
 * @param options.target 1 by default
 * @throws RangeError for a norm that is negative or not finite
 *
 * @example
 * gradientPenalty([1, 3]); // 20
 */
export function gradientPenalty(
  gradientNorms: ArrayLike<number>,
  options?: { lambda?: number; target?: number },
): number {
  const fn = "gradientPenalty";
  requireNumbers(fn, "gradientNorms", gradientNorms);
  requireOptions(fn, options, ["lambda", "target"]);
  const { lambda = 10, target = 1 } = options ?? {};
  const isSize = (x: number) => x >= 0 && x < Infinity;
  requireValue(fn, "lambda", lambda, isSize, "a finite number ≥ 0");
  requireValue(fn, "target", target, isSize, "a finite number ≥ 0");
  const squares = Float64Array.from(gradientNorms, (norm, i) => {
    requireValue(fn, `gradientNorms[${i}]`, norm, isSize, "a finite number ≥ 0");
    return (norm - target) ** 2;
  });
  return (lambda * sumOf(squares)) / squares.length;
}

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
      METRIC_ROWS[metric].code,
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
  const { toSlope } = METRIC_ROWS[metric];
  const step = new Float64Array(dim);
  for (let k = 0; k < plan.mass.length; k++) {
    const from = plan.source[k] * dim;
    const to = plan.target[k] * dim;
    for (let axis = 0; axis < dim; axis++) step[axis] = x[from + axis] - y[to + axis];
    toSlope(step);
    for (let axis = 0; axis < dim; axis++) out[from + axis] += plan.mass[k] * step[axis];
  }
  return out;
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
