/**
 * One pass over the weights, before any measure: is every weight finite and ≥ 0, and what is each
 * row's total and largest weight?
 *
 * Totals are summed in blocks: four interleaved partial sums over 128 weights, the blocks added
 * without error. The worst relative error is 34 units in the last place, for rows of any length.
 */
import { F64Array } from "../arrays";
import { Sum } from "../math/sum";
/** Weights per block of the sums; even, so that a block ends on a whole vector. */
export declare const BLOCK: i32;
export declare class Totals {
  total: F64Array;
  largest: F64Array;
  /** −1, or the first row with a weight that is negative or not finite */
  badRow: i32;
  /** −1, or the first row without mass */
  emptyRow: i32;
  sum: Sum;
  constructor(weights: F64Array, rows: i32, bins: i32);
  readRow(weights: F64Array, r: i32, bins: i32): void;
}
/** Can these rows be compared? With `needMass`, every row must have some. */
export declare function statusOf(first: Totals, second: Totals, needMass: boolean): i32;
