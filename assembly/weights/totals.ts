/**
 * One pass over the weights, before any measure: is every weight finite and ≥ 0, and what is each
 * row's total and largest weight?
 *
 * Totals are summed in blocks: four interleaved partial sums over 128 weights, the blocks added
 * without error. The worst relative error is 34 units in the last place, for rows of any length.
 */
import { F64Array, f64Array } from "../arrays";
import { load1, load2 } from "../lanes";
import { Sum } from "../math/sum";
import { BAD_FIRST, BAD_SECOND, EMPTY_FIRST, EMPTY_SECOND, OK } from "../status";

/** Weights per block of the sums; even, so that a block ends on a whole vector. */
export const BLOCK: i32 = 128;

export class Totals {
  total: F64Array; // per row, Infinity where the sum is too large for a double
  largest: F64Array; // per row
  /** −1, or the first row with a weight that is negative or not finite */
  badRow: i32 = -1;
  /** −1, or the first row without mass */
  emptyRow: i32 = -1;
  sum: Sum = new Sum();

  constructor(weights: F64Array, rows: i32, bins: i32) {
    this.total = f64Array(rows);
    this.largest = f64Array(rows);
    for (let r: i32 = 0; r < rows; r++) this.readRow(weights, r, bins);
  }

  readRow(weights: F64Array, r: i32, bins: i32): void {
    const end: i32 = (r + 1) * bins;
    let smallest: f64 = 0.0;
    let largest: f64 = 0.0;
    this.sum.clear();
    for (let from: i32 = r * bins; from < end; from += BLOCK) {
      const to: i32 = from + BLOCK < end ? from + BLOCK : end;
      let i: i32 = from;
      if (ASC_FEATURE_SIMD) {
        let sum0: v128 = f64x2.splat(0.0);
        let sum1: v128 = f64x2.splat(0.0);
        let low: v128 = f64x2.splat(smallest);
        let high: v128 = f64x2.splat(largest);
        for (; i + 4 <= to; i += 4) {
          const x: v128 = load2(weights, i);
          const y: v128 = load2(weights, i + 2);
          sum0 = f64x2.add(sum0, x);
          sum1 = f64x2.add(sum1, y);
          low = f64x2.pmin(low, f64x2.pmin(x, y));
          high = f64x2.pmax(high, f64x2.pmax(x, y));
        }
        if (i < to) {
          // Missing lanes are zeros, which change nothing.
          const x: v128 = i + 1 < to ? load2(weights, i) : load1(weights, i);
          const y: v128 = i + 2 < to ? load1(weights, i + 2) : f64x2.splat(0.0);
          sum0 = f64x2.add(sum0, x);
          sum1 = f64x2.add(sum1, y);
          low = f64x2.pmin(low, f64x2.pmin(x, y));
          high = f64x2.pmax(high, f64x2.pmax(x, y));
        }
        sum0 = f64x2.add(sum0, sum1);
        this.sum.add(f64x2.extract_lane(sum0, 0) + f64x2.extract_lane(sum0, 1));
        smallest = Math.min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
        largest = Math.max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
      } else {
        let sum0: f64 = 0.0;
        let sum1: f64 = 0.0;
        let sum2: f64 = 0.0;
        let sum3: f64 = 0.0;
        for (; i < to; i += 4) {
          sum0 += weights[i];
          if (i + 1 < to) sum1 += weights[i + 1];
          if (i + 2 < to) sum2 += weights[i + 2];
          if (i + 3 < to) sum3 += weights[i + 3];
        }
        this.sum.add(sum0 + sum2 + (sum1 + sum3));
        for (i = from; i < to; i++) {
          if (weights[i] < smallest) smallest = weights[i];
          if (weights[i] > largest) largest = weights[i];
        }
      }
    }
    this.total[r] = this.sum.value();
    this.largest[r] = largest;
    if (this.badRow < 0 && !(smallest >= 0.0 && largest < Infinity && isNumber(this.sum.high))) {
      this.badRow = r;
    }
    if (this.emptyRow < 0 && largest === 0.0) this.emptyRow = r;
  }
}

function isNumber(x: f64): boolean {
  return Math.abs(x) >= 0.0;
}

/** Can these rows be compared? With `needMass`, every row must have some. */
export function statusOf(first: Totals, second: Totals, needMass: boolean): i32 {
  if (first.badRow >= 0) return BAD_FIRST;
  if (second.badRow >= 0) return BAD_SECOND;
  if (needMass && first.emptyRow >= 0) return EMPTY_FIRST;
  return needMass && second.emptyRow >= 0 ? EMPTY_SECOND : OK;
}
