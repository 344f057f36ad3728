/**
 * Rows that the fast sum cannot do justice to, one bin at a time in extra precision: histograms so
 * alike that rounding p/P and q/Q would hide the difference, weights or totals near the ends of the
 * double range, and zeros under a logarithm.
 *
 * The totals are summed without error, and p/P − q/Q = (p·Q − q·P) / (P·Q) with exact products.
 * Each row is first scaled by a power of two, its largest weight to 1 … 2.
 */
import { F64Array } from "../arrays";
import { Sum } from "../math/sum";
/** A histogram with its exact total, after scaling by 2^−exponent. */
export declare class ExactRow {
  readonly weights: F64Array;
  readonly from: i32;
  readonly bins: i32;
  readonly largest: f64;
  readonly normalize: boolean;
  total: Sum;
  exponent: i32;
  constructor(weights: F64Array, from: i32, bins: i32, largest: f64, normalize: boolean);
  /** The scaled weight, in two steps because 2^1023 is the largest power there is. */
  weight(i: i32): f64;
  /** log of the normalised weight, however small; the weight is not 0. */
  logProbability(i: i32): f64;
  /** The scaled mass of all bins but i, to full relative precision. */
  rest(i: i32): f64;
}
export declare function carefulSum(measure: i32, first: ExactRow, second: ExactRow): f64;
