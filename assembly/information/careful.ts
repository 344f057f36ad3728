/**
 * Rows that the fast sum cannot do justice to, one bin at a time in extra precision: histograms so
 * alike that rounding p/P and q/Q would hide the difference, weights or totals near the ends of the
 * double range, and zeros under a logarithm.
 *
 * The totals are summed without error, and p/P − q/Q = (p·Q − q·P) / (P·Q) with exact products.
 * Each row is first scaled by a power of two, its largest weight to 1 … 2.
 */
import { F64Array } from "../arrays";
import { highWord, powerOfTwo } from "../bits";
import { log, log1p } from "../math/log";
import { LN2 } from "../math/ratio";
import { productError, Sum } from "../math/sum";
import { CROSS_ENTROPY, hasLogarithm, JS, KL } from "./measure";
import { ORDINARY_MAX, ORDINARY_MIN, termNear } from "./terms";

/** A histogram with its exact total, after scaling by 2^−exponent. */
export class ExactRow {
  total: Sum = new Sum();
  exponent: i32 = 0;

  constructor(
    readonly weights: F64Array,
    readonly from: i32,
    readonly bins: i32,
    readonly largest: f64,
    readonly normalize: boolean,
  ) {
    if (normalize) {
      // A row of subnormal weights is only lifted to 2^-52 … 1: its few bits need no more.
      this.exponent = (highWord(largest) >> 20) - 1023;
      for (let i: i32 = 0; i < bins; i++) this.total.add(this.weight(i));
    } else {
      this.total.add(1.0);
    }
  }

  /** The scaled weight, in two steps because 2^1023 is the largest power there is. */
  weight(i: i32): f64 {
    const half: i32 = this.exponent >> 1;
    return this.weights[this.from + i] * powerOfTwo(-half) * powerOfTwo(half - this.exponent);
  }

  /** log of the normalised weight, however small; the weight is not 0. */
  logProbability(i: i32): f64 {
    const w: f64 = this.weights[this.from + i];
    if (!this.normalize) return log(w);
    if (w === this.largest && w > this.rest(i)) {
      return log1p(-this.rest(i) / this.total.value());
    }
    const x: f64 = this.weight(i) / this.total.value();
    if (x >= ORDINARY_MIN) return log(x);
    return log(w) - (log(this.total.value()) + <f64>this.exponent * LN2);
  }

  /** The scaled mass of all bins but i, to full relative precision. */
  rest(i: i32): f64 {
    const sum: Sum = new Sum();
    for (let k: i32 = 0; k < this.bins; k++) if (k !== i) sum.add(this.weight(k));
    return sum.value();
  }
}

export function carefulSum(measure: i32, first: ExactRow, second: ExactRow): f64 {
  const pTotal: f64 = first.total.value();
  const qTotal: f64 = second.total.value();
  const sum: Sum = new Sum();
  for (let i: i32 = 0; i < first.bins; i++) {
    const x: f64 = first.weight(i) / pTotal;
    const y: f64 = second.weight(i) / qTotal;
    if (measure === CROSS_ENTROPY || (hasLogarithm(measure) && !(isOrdinary(x) && isOrdinary(y)))) {
      const value: f64 = logarithmicTerm(measure, x, y, first, second, i);
      if (value === Infinity) return Infinity;
      sum.add(value);
    } else {
      const d: f64 = first.normalize ? difference(first, second, i) / (pTotal * qTotal) : x - y;
      sum.add(termNear(measure, x, y, d));
    }
  }
  return sum.value();
}

function isOrdinary(weight: f64): boolean {
  return weight >= ORDINARY_MIN && weight <= ORDINARY_MAX;
}

/** p·Q − q·P, to twice the working precision. */
function difference(first: ExactRow, second: ExactRow, i: i32): f64 {
  const p: f64 = first.weight(i);
  const q: f64 = second.weight(i);
  const left: f64 = p * second.total.high;
  const right: f64 = q * first.total.high;
  const errors: f64 =
    productError(p, second.total.high, left) - productError(q, first.total.high, right);
  return left - right + (errors + (p * second.total.low - q * first.total.low));
}

/** A bin of a logarithmic measure, whatever its weights. */
function logarithmicTerm(
  measure: i32,
  x: f64,
  y: f64,
  first: ExactRow,
  second: ExactRow,
  i: i32,
): f64 {
  const hasP: boolean = first.weights[first.from + i] > 0.0;
  const hasQ: boolean = second.weights[second.from + i] > 0.0;
  if (measure === JS) {
    // Halves first: the sum of two of the largest weights would overflow.
    const m: f64 = 0.5 * x + 0.5 * y;
    return m > 0.0 ? plainTerm(x, m) + plainTerm(y, m) : 0.0;
  }
  if (!hasP && (!hasQ || measure === CROSS_ENTROPY)) return 0.0;
  if (measure === CROSS_ENTROPY) return hasQ ? -x * second.logProbability(i) : Infinity;
  if (measure === KL && !hasP) return y;
  if (!hasP || !hasQ) return Infinity;
  const logRatio: f64 = first.logProbability(i) - second.logProbability(i);
  return measure === KL ? x * logRatio - x + y : (x - y) * logRatio;
}

/** x·log(x/m) − x + m by the plain formula. */
function plainTerm(x: f64, m: f64): f64 {
  return x > 0.0 ? x * (log(x) - log(m)) - x + m : m;
}
