/**
 * What one bin adds to each measure, summed over a block of bins. p and q are the bin's normalised
 * weights, at least ORDINARY_MIN wherever a logarithm is taken of them. Every sum has a vector body
 * and a scalar one that agree operation for operation: the even bins are one lane, the odd the other.
 * There is one loop per measure, because a choice inside would cost more than the cheaper terms.
 */
import { F64Array } from "../arrays";
import { load2 } from "../lanes";
import { artanhTail, logRatio, logRatioLanes, ratioExponent } from "../math/ratio";
import { CROSS_ENTROPY, HELLINGER, JS, KL, PSI } from "./measure";
import { relativeEntropy, relativeEntropyLanes, relativeEntropyNear } from "./relative-entropy";

/** p·log(p/m) + q·log(q/m) for the mean m. */
function jensenShannon(p: f64, q: f64): f64 {
  const m: f64 = 0.5 * (p + q);
  return relativeEntropy(p, m) + relativeEntropy(q, m);
}

/** One bin of any measure but cross-entropy, given a d = p − q that is more exact than a subtraction. */
export function termNear(measure: i32, p: f64, q: f64, d: f64): f64 {
  if (measure === KL) return relativeEntropyNear(p, q, d);
  if (measure === JS) {
    const m: f64 = 0.5 * (p + q);
    const half: f64 = 0.5 * d;
    return relativeEntropyNear(p, m, half) + relativeEntropyNear(q, m, -half);
  }
  if (measure === PSI) {
    if (ratioExponent(p, q) !== 0) return d * logRatio(p, q);
    const s: f64 = d / (p + q);
    return d * (s * (2.0 + artanhTail(s * s)));
  }
  return measure === HELLINGER ? squaredRootDifference(p, q, d) : Math.abs(d);
}

/** (√p − √q)² = (p − q)² / (√p + √q)², which keeps its digits as p → q. */
function squaredRootDifference(p: f64, q: f64, d: f64): f64 {
  const sum: f64 = p + q + 2.0 * Math.sqrt(p * q);
  return sum > 0.0 ? d * (d / sum) : 0.0;
}

/** Σ term over the first `count` bins of p and q; count is even. */
export function sumTerms(measure: i32, p: F64Array, q: F64Array, count: i32): f64 {
  if (measure === KL) return sumKl(p, q, count);
  if (measure === JS) return sumJs(p, q, count);
  if (measure === CROSS_ENTROPY) return sumCrossEntropy(p, q, count);
  if (measure === PSI) return sumPsi(p, q, count);
  if (measure === HELLINGER) return sumHellinger(p, q, count);
  return sumAbsolute(p, q, count);
}

function sumKl(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      sum = f64x2.add(sum, relativeEntropyLanes(load2(p, i), load2(q, i)));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += relativeEntropy(p[i], q[i]);
    odd += relativeEntropy(p[i + 1], q[i + 1]);
  }
  return even + odd;
}

function sumJs(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      const x: v128 = load2(p, i);
      const y: v128 = load2(q, i);
      const m: v128 = f64x2.mul(f64x2.splat(0.5), f64x2.add(x, y));
      sum = f64x2.add(sum, f64x2.add(relativeEntropyLanes(x, m), relativeEntropyLanes(y, m)));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += jensenShannon(p[i], q[i]);
    odd += jensenShannon(p[i + 1], q[i + 1]);
  }
  return even + odd;
}

function sumCrossEntropy(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    const one: v128 = f64x2.splat(1.0);
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      sum = f64x2.add(sum, f64x2.mul(load2(p, i), logRatioLanes(one, load2(q, i))));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += p[i] * logRatio(1.0, q[i]);
    odd += p[i + 1] * logRatio(1.0, q[i + 1]);
  }
  return even + odd;
}

function sumPsi(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      const x: v128 = load2(p, i);
      const y: v128 = load2(q, i);
      sum = f64x2.add(sum, f64x2.mul(f64x2.sub(x, y), logRatioLanes(x, y)));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += (p[i] - q[i]) * logRatio(p[i], q[i]);
    odd += (p[i + 1] - q[i + 1]) * logRatio(p[i + 1], q[i + 1]);
  }
  return even + odd;
}

function sumHellinger(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    const two: v128 = f64x2.splat(2.0);
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      const x: v128 = load2(p, i);
      const y: v128 = load2(q, i);
      const d: v128 = f64x2.sub(x, y);
      const root: v128 = f64x2.sqrt(f64x2.mul(x, y));
      const roots: v128 = f64x2.add(f64x2.add(x, y), f64x2.mul(two, root));
      sum = f64x2.add(sum, f64x2.mul(d, f64x2.div(d, roots)));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += squaredRootDifference(p[i], q[i], p[i] - q[i]);
    odd += squaredRootDifference(p[i + 1], q[i + 1], p[i + 1] - q[i + 1]);
  }
  return even + odd;
}

function sumAbsolute(p: F64Array, q: F64Array, count: i32): f64 {
  if (ASC_FEATURE_SIMD) {
    let sum: v128 = f64x2.splat(0.0);
    for (let i: i32 = 0; i < count; i += 2) {
      sum = f64x2.add(sum, f64x2.abs(f64x2.sub(load2(p, i), load2(q, i))));
    }
    return addLanes(sum);
  }
  let even: f64 = 0.0;
  let odd: f64 = 0.0;
  for (let i: i32 = 0; i < count; i += 2) {
    even += Math.abs(p[i] - q[i]);
    odd += Math.abs(p[i + 1] - q[i + 1]);
  }
  return even + odd;
}

function addLanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
