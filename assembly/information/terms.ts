/**
 * What one bin adds to each measure, and the sum of these terms over a block of bins. p and q are
 * the bin's normalised weights, at least ORDINARY_MIN wherever a logarithm is taken of them. The
 * scalar terms and the lanes agree operation for operation; each lane is one of two interleaved
 * partial sums.
 */
import { F64Array } from "../arrays";
import { load2 } from "../lanes";
import { artanhTail, logRatio, logRatioLanes, ratioExponent, ratioWord } from "../math/ratio";
import { CROSS_ENTROPY, HELLINGER, JS, KL, PSI } from "./measure";
import { relativeEntropy, relativeEntropyLanes, relativeEntropyNear } from "./relative-entropy";

/** 2^-500 and 2^500: quotients of weights in this range have exponents that fit. */
export const ORDINARY_MIN: f64 = 3.054936363499605e-151;
export const ORDINARY_MAX: f64 = 3.273390607896142e150;

/** One bin of any measure. */
export function term(measure: i32, p: f64, q: f64): f64 {
  if (measure === KL) return relativeEntropy(p, q);
  if (measure === JS) {
    // p·log(p/m) + q·log(q/m) for the mean m
    const m: f64 = 0.5 * (p + q);
    return relativeEntropy(p, m) + relativeEntropy(q, m);
  }
  if (measure === CROSS_ENTROPY) return p * logRatio(1.0, q);
  if (measure === PSI) return (p - q) * logRatio(p, q);
  if (measure === HELLINGER) return squaredRootDifference(p, q, p - q);
  return Math.abs(p - q);
}

/** The same where d = p − q is known better than by subtracting. */
export function termNear(measure: i32, p: f64, q: f64, d: f64): f64 {
  if (measure === KL) return relativeEntropyNear(p, q, d);
  if (measure === JS) {
    const m: f64 = 0.5 * (p + q);
    const half: f64 = 0.5 * d;
    return relativeEntropyNear(p, m, half) + relativeEntropyNear(q, m, -half);
  }
  if (measure === PSI) {
    if (ratioExponent(ratioWord(p, q)) !== 0.0) return d * logRatio(p, q);
    const s: f64 = d / (p + q);
    return d * (s * (2.0 + artanhTail(s * s)));
  }
  if (measure === HELLINGER) return squaredRootDifference(p, q, d);
  return measure === CROSS_ENTROPY ? term(measure, p, q) : Math.abs(d);
}

/** (√p − √q)² = (p − q)² / (√p + √q)², which keeps its digits as p → q. */
function squaredRootDifference(p: f64, q: f64, d: f64): f64 {
  const sum: f64 = p + q + 2.0 * Math.sqrt(p * q);
  return sum > 0.0 ? (d * d) / sum : 0.0;
}

/** Σ term over the first `count` bins of p and q; count is even. */
export function sumTerms(measure: i32, p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    const sum: v128 = sumLanes(measure, p, q, count);
    return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += term(measure, p[i], q[i]);
    odd += term(measure, p[i + 1], q[i + 1]);
  }
  return even + odd;
}

/** One loop per measure: a choice inside the loop would cost more than the cheaper terms. */
function sumLanes(measure: i32, p: F64Array, q: F64Array, count: i32): v128 {
  if (measure === KL) return sumKl(p, q, count);
  if (measure === JS) return sumJs(p, q, count);
  if (measure === CROSS_ENTROPY) return sumCrossEntropy(p, q, count);
  if (measure === PSI) return sumPsi(p, q, count);
  if (measure === HELLINGER) return sumHellinger(p, q, count);
  return sumAbsolute(p, q, count);
}

function sumKl(p: F64Array, q: F64Array, count: i32): v128 {
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    sum = f64x2.add(sum, relativeEntropyLanes(load2(p, i), load2(q, i)));
  }
  return sum;
}

function sumJs(p: F64Array, q: F64Array, count: i32): v128 {
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    const x: v128 = load2(p, i);
    const y: v128 = load2(q, i);
    const m: v128 = f64x2.mul(f64x2.splat(0.5), f64x2.add(x, y));
    sum = f64x2.add(sum, f64x2.add(relativeEntropyLanes(x, m), relativeEntropyLanes(y, m)));
  }
  return sum;
}

function sumCrossEntropy(p: F64Array, q: F64Array, count: i32): v128 {
  const one: v128 = f64x2.splat(1.0);
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    sum = f64x2.add(sum, f64x2.mul(load2(p, i), logRatioLanes(one, load2(q, i))));
  }
  return sum;
}

function sumPsi(p: F64Array, q: F64Array, count: i32): v128 {
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    const x: v128 = load2(p, i);
    const y: v128 = load2(q, i);
    sum = f64x2.add(sum, f64x2.mul(f64x2.sub(x, y), logRatioLanes(x, y)));
  }
  return sum;
}

function sumHellinger(p: F64Array, q: F64Array, count: i32): v128 {
  const two: v128 = f64x2.splat(2.0);
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    const x: v128 = load2(p, i);
    const y: v128 = load2(q, i);
    const d: v128 = f64x2.sub(x, y);
    const root: v128 = f64x2.sqrt(f64x2.mul(x, y));
    const roots: v128 = f64x2.add(f64x2.add(x, y), f64x2.mul(two, root));
    sum = f64x2.add(sum, f64x2.div(f64x2.mul(d, d), roots));
  }
  return sum;
}

function sumAbsolute(p: F64Array, q: F64Array, count: i32): v128 {
  let sum: v128 = f64x2.splat(0.0);
  for (let i: i32 = 0; i < count; i += 2) {
    sum = f64x2.add(sum, f64x2.abs(f64x2.sub(load2(p, i), load2(q, i))));
  }
  return sum;
}
