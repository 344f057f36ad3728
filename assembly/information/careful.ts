/**
 * Rows where the fast sum would lose digits, one bin at a time in extra precision: histograms so
 * alike that rounding p/P and q/Q would hide the difference, weights or totals near the ends of the
 * double range, and zeros under a logarithm.
 *
 * - Totals are summed without error, and p/P − q/Q = (p·Q − q·P) / (P·Q) with exact products. A bin
 *   with more than half the mass on both sides differs by as much as all the others together, with
 *   the opposite sign; that sum is more exact.
 * - Every term is homogeneous, term(λp, λq) = λ·term(p, q), so a bin of extreme weights is scaled by a
 *   power of two into the range of the plain formula. Only where p/q itself is extreme are logarithms
 *   taken one by one; nothing cancels there.
 */
import { highWord, powerOfTwo } from "../bits";
import { log, log1p } from "../math/log";
import { LN2 } from "../math/ratio";
import { productError, Sum } from "../math/sum";
import { ExactRow } from "../weights/exact-row";
import { isOrdinary, ORDINARY_MIN } from "../weights/range";
import { CROSS_ENTROPY, HELLINGER, JS, KL, PSI, TOTAL_VARIATION } from "./measure";
import { termNear } from "./terms";

export function carefulSum(
  measure: i32,
  first: ExactRow,
  second: ExactRow,
  normalize: boolean,
): f64 {
  if (measure === CROSS_ENTROPY) return carefulCrossEntropy(first, second, normalize);
  const pTotal: f64 = first.total.value();
  const qTotal: f64 = second.total.value();
  const dominant: i32 = normalize ? sharedDominant(first, second) : -1;
  const sum: Sum = new Sum();
  const differences: Sum = new Sum();
  for (let i: i32 = 0; i < first.bins; i++) {
    if (i === dominant) continue;
    const p: f64 = first.weights[first.from + i];
    const q: f64 = second.weights[second.from + i];
    if (measure === KL || measure === PSI) {
      if (q === 0.0 && p > 0.0) return Infinity;
      if (measure === PSI && p === 0.0 && q > 0.0) return Infinity;
    }
    const x: f64 = normalize ? first.weight(i) / pTotal : p;
    const y: f64 = normalize ? second.weight(i) / qTotal : q;
    const d: f64 = normalize ? difference(first, second, i) / (pTotal * qTotal) : x - y;
    differences.add(d);
    if (measure === TOTAL_VARIATION || (isOrdinary(x) && isOrdinary(y))) {
      sum.add(termNear(measure, x, y, d));
    } else if (p > 0.0 || q > 0.0) {
      const logRatio: f64 =
        p > 0.0 && q > 0.0 ? logShare(first, i, normalize) - logShare(second, i, normalize) : 0.0;
      sum.add(extremeTerm(measure, x, y, d, logRatio));
    }
  }
  if (dominant >= 0) {
    const x: f64 = first.weight(dominant) / pTotal;
    const y: f64 = second.weight(dominant) / qTotal;
    sum.add(termNear(measure, x, y, -differences.value()));
  }
  return sum.value();
}

/** The bin with more than half of the mass on both sides, or −1. */
function sharedDominant(first: ExactRow, second: ExactRow): i32 {
  const dominant: i32 = first.dominant();
  return dominant >= 0 && dominant === second.dominant() ? dominant : -1;
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

/** log of a weight that is not 0, or of its share of the total, however small. */
function logShare(row: ExactRow, i: i32, normalize: boolean): f64 {
  const weight: f64 = log(row.weights[row.from + i]);
  return normalize ? weight - (log(row.total.value()) + <f64>row.exponent * LN2) : weight;
}

/** A bin with a weight outside the ordinary range, not both 0. */
function extremeTerm(measure: i32, x: f64, y: f64, d: f64, logRatio: f64): f64 {
  // The larger weight to 1 … 2, or a subnormal one to 2^-52 … 1.
  const exponent: i32 = (highWord(Math.max(x, y)) >> 20) - 1023;
  const half: i32 = exponent >> 1;
  const p: f64 = x * powerOfTwo(-half) * powerOfTwo(half - exponent);
  const q: f64 = y * powerOfTwo(-half) * powerOfTwo(half - exponent);
  const difference: f64 = d * powerOfTwo(-half) * powerOfTwo(half - exponent);
  const value: f64 = scaledTerm(measure, p, q, difference, logRatio);
  return value * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** A bin whose larger weight is ordinary; the other may be 0 or too small for a quotient. */
function scaledTerm(measure: i32, p: f64, q: f64, d: f64, logRatio: f64): f64 {
  if (measure === HELLINGER || (isOrdinary(p) && isOrdinary(q))) return termNear(measure, p, q, d);
  // The smaller weight is negligible: p·log(p/m) + q·log(q/m) = p·log 2.
  if (measure === JS) return Math.max(p, q) * LN2;
  if (measure === KL) return p > 0.0 ? p * logRatio - p + q : q;
  return d * logRatio;
}

/** −Σ p·log q. */
function carefulCrossEntropy(first: ExactRow, second: ExactRow, normalize: boolean): f64 {
  const pTotal: f64 = first.total.value();
  const dominant: i32 = normalize ? second.dominant() : -1;
  const sum: Sum = new Sum();
  for (let i: i32 = 0; i < first.bins; i++) {
    const p: f64 = first.weights[first.from + i];
    const q: f64 = second.weights[second.from + i];
    if (p === 0.0) continue;
    if (q === 0.0) return Infinity;
    const x: f64 = normalize ? first.weight(i) / pTotal : p;
    sum.add(-x * (normalize ? logProbability(second, i, dominant) : log(q)));
  }
  return sum.value();
}

/** log of a normalised weight that is not 0, however small. */
function logProbability(row: ExactRow, i: i32, dominant: i32): f64 {
  const total: f64 = row.total.value();
  if (i === dominant) return log1p(-row.rest(i) / total);
  const y: f64 = row.weight(i) / total;
  return y >= ORDINARY_MIN ? log(y) : logShare(row, i, true);
}
