/**
 * The softmax of a row of logits, kept without loss of digits: with m the largest logit, at k,
 *
 *     e_c = exp(x_c − m),   rest = Σ_{c ≠ k} e_c,   log Σ exp(x_c) = m + log1p(rest),
 *     softmax_c = e_c / (1 + rest),   1 − softmax_k = rest / (1 + rest).
 *
 * A confident prediction has a loss and a gradient of the size of rest, which 1 + rest would round away.
 * A logit of −Infinity is a masked class: its e_c is 0.
 */
import { F64Array } from "../arrays";
import { load1, load2, store2 } from "../lanes";
import { exp } from "../math/exp";
import { expLanes } from "../math/exp-lanes";
import { log1p } from "../math/log";

export class Softmax {
  largest: f64 = 0.0; // m
  at: i32 = 0; // k: the first of the largest
  rest: f64 = 0.0;
  logTotal: f64 = 0.0; // log1p(rest)

  /**
   * Reads `classes` logits, divided by `temperature`, from `from` on and writes their e_c to `out`. False
   * if one is NaN or Infinity, or all are −Infinity.
   */
  read(
    logits: F64Array,
    from: i32,
    classes: i32,
    temperature: f64,
    out: F64Array,
    at: i32,
  ): boolean {
    const largest: f64 = largestOf(logits, from, classes);
    if (!(Math.abs(largest) < Infinity)) return false;
    let k: i32 = 0;
    while (logits[from + k] !== largest) k++;
    exponentials(logits, from, classes, largest, temperature, out, at);
    out[at + k] = 0.0;
    this.rest = sumOf(out, at, classes);
    out[at + k] = 1.0;
    this.largest = largest;
    this.at = k;
    this.logTotal = log1p(this.rest);
    return true;
  }
}

/** NaN if there is one. */
function largestOf(x: F64Array, from: i32, count: i32): f64 {
  const end: i32 = from + count;
  let i: i32 = from;
  let largest: f64 = -Infinity;
  let sound: boolean = true;
  if (ASC_FEATURE_SIMD) {
    let high: v128 = f64x2.splat(-Infinity);
    let same: v128 = f64x2.eq(high, high);
    for (; i + 2 <= end; i += 2) {
      const values: v128 = load2(x, i);
      high = f64x2.pmax(high, values);
      same = v128.and(same, f64x2.eq(values, values));
    }
    largest = Math.max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
    sound = i64x2.all_true(same);
  }
  for (; i < end; i++) {
    if (x[i] > largest) largest = x[i];
    if (!(x[i] <= Infinity)) sound = false; // NaN
  }
  return sound ? largest : NaN;
}

function exponentials(
  x: F64Array,
  from: i32,
  count: i32,
  largest: f64,
  temperature: f64,
  out: F64Array,
  at: i32,
): void {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const m: v128 = f64x2.splat(largest);
    const t: v128 = f64x2.splat(temperature);
    for (; i + 2 <= count; i += 2) {
      store2(out, at + i, expLanes(f64x2.div(f64x2.sub(load2(x, from + i), m), t)));
    }
  }
  for (; i < count; i++) out[at + i] = exp((x[from + i] - largest) / temperature);
}

/** In four interleaved partial sums. */
function sumOf(x: F64Array, from: i32, count: i32): f64 {
  const end: i32 = from + count;
  let i: i32 = from;
  if (ASC_FEATURE_SIMD) {
    let sum0: v128 = f64x2.splat(0.0);
    let sum1: v128 = f64x2.splat(0.0);
    for (; i + 4 <= end; i += 4) {
      sum0 = f64x2.add(sum0, load2(x, i));
      sum1 = f64x2.add(sum1, load2(x, i + 2));
    }
    if (i < end) sum0 = f64x2.add(sum0, i + 1 < end ? load2(x, i) : load1(x, i));
    if (i + 2 < end) sum1 = f64x2.add(sum1, load1(x, i + 2));
    sum0 = f64x2.add(sum0, sum1);
    return f64x2.extract_lane(sum0, 0) + f64x2.extract_lane(sum0, 1);
  }
  let sum0: f64 = 0.0;
  let sum1: f64 = 0.0;
  let sum2: f64 = 0.0;
  let sum3: f64 = 0.0;
  for (; i < end; i += 4) {
    sum0 += x[i];
    if (i + 1 < end) sum1 += x[i + 1];
    if (i + 2 < end) sum2 += x[i + 2];
    if (i + 3 < end) sum3 += x[i + 3];
  }
  return sum0 + sum2 + (sum1 + sum3);
}
