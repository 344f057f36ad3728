/**
 * Optimal transport on the line, where the monotone plan is optimal for every convex cost: sort both
 * sides and match quantile to quantile,
 *
 *     W_p(u, v) = (∫₀¹ |F⁻¹(t) − G⁻¹(t)|^p dt)^(1/p),    W_∞ = the largest distance in that plan
 *
 * (Santambrogio 2015, prop. 2.17). Masses are integers, so the quantiles of both sides meet exactly
 * and W_∞ is not led astray by a sliver of rounding. For order 1 on common positions the same value
 * is ∫ |F − G| dx, one pass without matching.
 */
import { F64Array } from "../arrays";
/** W_p of two weighted samples; out[0] receives it. */
export declare function sampleDistance(
  u: F64Array,
  uWeights: F64Array,
  v: F64Array,
  vWeights: F64Array,
  order: f64,
  out: F64Array,
): i32;
/**
 * W_p between rows of histograms over the same positions: `all` compares every row of p with every
 * row of q, else row r with row r or with q's only row.
 */
export declare function lineRows(
  p: F64Array,
  q: F64Array,
  positions: F64Array,
  order: f64,
  all: boolean,
  out: F64Array,
): i32;
/** The plan that matches quantiles, over sorted positions and integer masses of equal total. */
export declare class MonotonePlan {
  readonly x: F64Array;
  readonly a: F64Array;
  readonly y: F64Array;
  readonly b: F64Array;
  readonly units: f64;
  constructor(x: F64Array, a: F64Array, y: F64Array, b: F64Array, units: f64);
  distance(order: f64): f64;
  /** The mean of (distance / scale)^order over the plan; its largest distance for order ∞. */
  walk(order: f64, scale: f64): f64;
}
