/**
 * Measures over rows of histograms: the sum of terms.ts over each pair of rows, in one call.
 *
 * A row is summed in blocks, like the totals: the result has the same bits with and without vectors,
 * and the error does not grow with the length.
 */
import { mark, release } from "../arena";
import { F64Array, f64Array } from "../arrays";
import { load2, store2 } from "../lanes";
import { log, log1p } from "../math/log";
import { LN2 } from "../math/ratio";
import { Sum } from "../math/sum";
import { OK } from "../status";
import { ExactRow } from "../weights/exact-row";
import { isOrdinary, ORDINARY_MIN } from "../weights/range";
import { BLOCK, statusOf, Totals } from "../weights/totals";
import { carefulSum } from "./careful";
import { CROSS_ENTROPY, HELLINGER, JS, JS_DISTANCE, KL, PSI, TOTAL_VARIATION } from "./measure";
import { sumTerms } from "./terms";

/** Below these the histograms are so alike that careful.ts is needed for thirteen digits. */
const ALIKE_FIRST_ORDER: f64 = 0.01;
const ALIKE_SECOND_ORDER: f64 = 1e-6;
/** The fast sum raises smaller weights to 2^-500. With less mass than this, that would change the result. */
const CLAMPED: f64 = 1e-100;
/** The least total of weights that are used as they are, for the same reason. */
const LEAST_RAW_TOTAL: f64 = 1e-30;

/**
 * A measure between rows of p and of q: with `all` every row of p against every row of q, else row r
 * against row r or against q's only row. base 0 stands for nats.
 */
export function informationRows(
  measure: i32,
  p: F64Array,
  q: F64Array,
  bins: i32,
  normalize: boolean,
  base: f64,
  all: boolean,
  out: F64Array,
): i32 {
  const run: Rows = new Rows(measure, p, q, bins, normalize, base);
  if (run.status !== OK) return run.status;
  const columns: i32 = all ? run.qRows : 1;
  for (let r: i32 = 0; r < run.pRows; r++) {
    for (let c: i32 = 0; c < columns; c++) {
      out[r * columns + c] = run.measureRows(r, all ? c : run.qRows === 1 ? 0 : r);
    }
  }
  return OK;
}

class Rows {
  status: i32 = OK;
  pRows: i32;
  qRows: i32;
  pTotals: Totals;
  qTotals: Totals;
  terms: i32; // the measure whose terms are summed
  mayBeInfinite: boolean; // where q is 0 and p is not
  unit: f64; // of the result: 1 / log(base)
  sum: Sum = new Sum(); // of the terms
  rest: Sum = new Sum(); // of all bins but the dominant one
  x: F64Array = f64Array(BLOCK); // a block of normalised bins of p
  y: F64Array = f64Array(BLOCK); // the weights of q

  constructor(
    readonly measure: i32,
    readonly p: F64Array,
    readonly q: F64Array,
    readonly bins: i32,
    readonly normalize: boolean,
    base: f64,
  ) {
    const pRows: i32 = (p.length / bins) | 0;
    const qRows: i32 = (q.length / bins) | 0;
    this.pRows = pRows;
    this.qRows = qRows;
    const pTotals: Totals = new Totals(p, pRows, bins);
    this.pTotals = pTotals;
    this.qTotals = p === q ? pTotals : new Totals(q, qRows, bins);
    this.terms = measure === JS_DISTANCE ? JS : measure;
    this.mayBeInfinite = measure === KL || measure === PSI || measure === CROSS_ENTROPY;
    this.unit = base > 0.0 ? 1.0 / log(base) : 1.0;
    this.status = statusOf(pTotals, this.qTotals, normalize);
  }

  measureRows(r: i32, c: i32): f64 {
    const sum: f64 = this.sumRows(r, c);
    const measure: i32 = this.measure;
    if (measure === TOTAL_VARIATION) return this.atMost(0.5 * sum, 1.0);
    if (measure === HELLINGER) return this.atMost(Math.sqrt(0.5 * sum), 1.0);
    if (measure === JS) return this.atMost(0.5 * sum, LN2) * this.unit + 0.0;
    if (measure === JS_DISTANCE)
      return Math.sqrt(this.atMost(0.5 * sum, LN2) * Math.abs(this.unit));
    return sum * this.unit + 0.0; // a base below 1 makes −0 of 0
  }

  /** Clamps to the largest value that a measure has between histograms of mass 1; rounding may exceed it. */
  atMost(value: f64, bound: f64): f64 {
    return this.normalize && value > bound ? bound : value;
  }

  sumRows(r: i32, c: i32): f64 {
    const pTotal: f64 = this.pTotals.total[r];
    const qTotal: f64 = this.qTotals.total[c];
    if (this.isPlain(pTotal) && this.isPlain(qTotal)) {
      const sum: f64 = this.fastSum(r, pTotal, c, qTotal);
      if (Math.abs(sum) >= this.leastFastSum(pTotal + qTotal)) return sum;
    }
    const before: i32 = mark();
    const sum: f64 = carefulSum(
      this.terms,
      this.exactRow(this.p, r, this.pTotals),
      this.exactRow(this.q, c, this.qTotals),
      this.normalize,
    );
    release(before);
    return sum;
  }

  /** Is a total within the range of the fast loop, and, where it stays, far above the lifted weights? */
  isPlain(total: f64): boolean {
    return isOrdinary(total) && (this.normalize || total > LEAST_RAW_TOTAL);
  }

  exactRow(weights: F64Array, r: i32, totals: Totals): ExactRow {
    return new ExactRow(weights, r * this.bins, this.bins, totals.largest[r]);
  }

  /** The fast loop is not exact enough for sums below this. */
  leastFastSum(mass: f64): f64 {
    const scale: f64 = this.normalize ? 1.0 : mass;
    if (this.terms === CROSS_ENTROPY) return CLAMPED * scale;
    return scale * (this.terms === TOTAL_VARIATION ? ALIKE_FIRST_ORDER : ALIKE_SECOND_ORDER);
  }

  /** The sum of terms over two rows; Infinity where a bin of q is empty; 0 for a careful sum. */
  fastSum(r: i32, pTotal: f64, c: i32, qTotal: f64): f64 {
    const pScale: f64 = this.normalize ? 1.0 / pTotal : 1.0;
    const qScale: f64 = this.normalize ? 1.0 / qTotal : 1.0;
    const pFrom: i32 = r * this.bins;
    const qFrom: i32 = c * this.bins;
    const same: boolean = this.p === this.q && pFrom === qFrom;
    const x: F64Array = this.x;
    const y: F64Array = same ? x : this.y;
    let dominant: i32 = -1;
    if (this.terms === CROSS_ENTROPY && this.normalize && this.qTotals.largest[c] * qScale > 0.5) {
      dominant = this.indexOf(this.q, qFrom, this.qTotals.largest[c]);
    }
    this.sum.clear();
    for (let from: i32 = 0; from < this.bins; from += BLOCK) {
      const rest: i32 = this.bins - from;
      const count: i32 = rest < BLOCK ? rest : BLOCK;
      normalizeBlock(this.p, pFrom + from, count, pScale, x);
      if (!same) normalizeBlock(this.q, qFrom + from, count, qScale, y);
      if (this.mayBeInfinite && !same) {
        const unmatched: boolean =
          hasUnmatchedBin(this.p, pFrom + from, y, count) ||
          (this.terms === PSI && hasUnmatchedBin(this.q, qFrom + from, x, count));
        if (unmatched) return this.isInfinite(pFrom, qFrom) ? Infinity : 0.0;
      }
      if (dominant >= from && dominant < from + count) y[dominant - from] = 1.0; // whose log is 0
      this.sum.add(sumTerms(this.terms, x, y, (count + 1) & -2));
    }
    if (dominant >= 0)
      this.sum.add(this.dominantTerm(pFrom + dominant, pScale, qFrom, dominant, qScale));
    return this.sum.value();
  }

  /** Is q 0 where p is not, or for PSI either without the other? */
  isInfinite(pFrom: i32, qFrom: i32): boolean {
    for (let i: i32 = 0; i < this.bins; i++) {
      const pEmpty: boolean = this.p[pFrom + i] === 0.0;
      const qEmpty: boolean = this.q[qFrom + i] === 0.0;
      if (qEmpty !== pEmpty && (qEmpty || this.terms === PSI)) return true;
    }
    return false;
  }

  indexOf(weights: F64Array, from: i32, weight: f64): i32 {
    let i: i32 = 0;
    while (weights[from + i] !== weight) i++;
    return i;
  }

  /**
   * The cross-entropy term of the one bin with more than half of q's mass. Its log q = log(1 − ε)
   * needs ε, the mass of all the other bins, to full relative precision.
   */
  dominantTerm(pAt: i32, pScale: f64, qFrom: i32, dominant: i32, qScale: f64): f64 {
    const rest: Sum = this.rest;
    rest.clear();
    for (let i: i32 = 0; i < this.bins; i++) {
      if (i !== dominant) rest.add(this.q[qFrom + i] * qScale);
    }
    return this.p[pAt] * pScale * -log1p(-rest.value());
  }
}

/**
 * Writes weights × scale to `out`, none below ORDINARY_MIN, so that no logarithm meets a zero: a
 * weight of 2^-500 changes no digit of a sum that leastFastSum lets pass. An odd block is filled up
 * with a bin that is empty on both sides.
 */
function normalizeBlock(weights: F64Array, from: i32, count: i32, scale: f64, out: F64Array): void {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const factor: v128 = f64x2.splat(scale);
    const floor: v128 = f64x2.splat(ORDINARY_MIN);
    for (; i + 2 <= count; i += 2) {
      store2(out, i, f64x2.pmax(f64x2.mul(load2(weights, from + i), factor), floor));
    }
  }
  for (; i < count; i++) {
    const x: f64 = weights[from + i] * scale;
    out[i] = x < ORDINARY_MIN ? ORDINARY_MIN : x;
  }
  if (count & 1) out[count] = ORDINARY_MIN;
}

/** Is there a bin with a weight, however small, whose normalised weight on the other side is (nearly) 0? */
function hasUnmatchedBin(weights: F64Array, from: i32, other: F64Array, count: i32): boolean {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const least: v128 = f64x2.splat(ORDINARY_MIN);
    const zero: v128 = f64x2.splat(0.0);
    let found: v128 = zero;
    for (; i + 2 <= count; i += 2) {
      const has: v128 = f64x2.gt(load2(weights, from + i), zero);
      found = v128.or(found, v128.and(has, f64x2.le(load2(other, i), least)));
    }
    if (v128.any_true(found)) return true;
  }
  for (; i < count; i++) if (weights[from + i] > 0.0 && other[i] <= ORDINARY_MIN) return true;
  return false;
}
