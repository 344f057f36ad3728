/**
 * The logistic function and its relatives, stable for every logit:
 *
 *     softplus x = log(1 + e^x) = max(x, 0) + log1p(e^−|x|) = −log σ(−x),    σ x = 1 / (1 + e^−x).
 *
 * Those of x and of −x share the exponential, the logarithm and the division. Vector loops do two logits at
 * a time by the same operations. At the first pair with an invalid value the scalar loop takes over, and
 * reports the first fault.
 */
import { F64Array } from "../arrays";
import { load2, store2 } from "../lanes";
import { exp } from "../math/exp";
import { expLanes } from "../math/exp-lanes";
import { log1pOfUnit, log1pOfUnitLanes } from "../math/ratio";
import { BAD_FIRST, BAD_SECOND, OK } from "../status";

/** The functions of one logit. */
class Logistic {
  softplus: f64 = 0.0; // of x
  softplusOfMinus: f64 = 0.0;
  sigmoid: f64 = 0.0;
  sigmoidOfMinus: f64 = 0.0;

  at(x: f64): void {
    const e: f64 = exp(-Math.abs(x));
    const tail: f64 = log1pOfUnit(e);
    const large: f64 = 1.0 / (1.0 + e);
    const small: f64 = e * large;
    this.softplus = (x > 0.0 ? x : 0.0) + tail;
    this.softplusOfMinus = (x < 0.0 ? -x : 0.0) + tail;
    this.sigmoid = x >= 0.0 ? large : small;
    this.sigmoidOfMinus = x >= 0.0 ? small : large;
  }
}

/**
 * Binary cross-entropy of targets y and σ(x): w·y·softplus(−x) + (1 − y)·softplus(x), w being the weight
 * of positives. Every term is ≥ 0; one of weight 0 is 0.
 */
export function sigmoidCrossEntropy(
  logits: F64Array,
  targets: F64Array,
  count: i32,
  positive: f64,
  scale: f64,
  losses: F64Array,
  gradient: F64Array,
): i32 {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const zero: v128 = f64x2.splat(0.0);
    const one: v128 = f64x2.splat(1.0);
    for (; i + 2 <= count; i += 2) {
      const x: v128 = load2(logits, i);
      const y: v128 = load2(targets, i);
      const sound: v128 = v128.and(f64x2.eq(x, x), v128.and(f64x2.ge(y, zero), f64x2.le(y, one)));
      if (!i64x2.all_true(sound)) break;
      const yes: v128 = f64x2.mul(f64x2.splat(positive), y);
      const no: v128 = f64x2.sub(one, y);
      const e: v128 = expLanes(f64x2.neg(f64x2.abs(x)));
      const tail: v128 = log1pOfUnitLanes(e);
      const softplus: v128 = f64x2.add(v128.and(x, f64x2.gt(x, zero)), tail);
      const softplusOfMinus: v128 = f64x2.add(v128.and(f64x2.neg(x), f64x2.lt(x, zero)), tail);
      const large: v128 = f64x2.div(one, f64x2.add(one, e));
      const small: v128 = f64x2.mul(e, large);
      const right: v128 = f64x2.ge(x, zero);
      const sigmoid: v128 = v128.bitselect(large, small, right);
      const sigmoidOfMinus: v128 = v128.bitselect(small, large, right);
      const ofYes: v128 = v128.and(f64x2.mul(yes, softplusOfMinus), f64x2.gt(yes, zero));
      const ofNo: v128 = v128.and(f64x2.mul(no, softplus), f64x2.gt(no, zero));
      store2(losses, i, f64x2.add(ofYes, ofNo));
      const slope: v128 = f64x2.sub(f64x2.mul(no, sigmoid), f64x2.mul(yes, sigmoidOfMinus));
      store2(gradient, i, f64x2.mul(f64x2.splat(scale), slope));
    }
  }
  const logistic: Logistic = new Logistic();
  for (; i < count; i++) {
    const x: f64 = logits[i];
    const y: f64 = targets[i];
    if (!(x <= Infinity)) return BAD_FIRST; // NaN
    if (!(y >= 0.0 && y <= 1.0)) return BAD_SECOND;
    const yes: f64 = positive * y;
    const no: f64 = 1.0 - y;
    logistic.at(x);
    losses[i] =
      (yes > 0.0 ? yes * logistic.softplusOfMinus : 0.0) +
      (no > 0.0 ? no * logistic.softplus : 0.0);
    gradient[i] = scale * (no * logistic.sigmoid - yes * logistic.sigmoidOfMinus);
  }
  return OK;
}

/** softplus(sign·x) and, times scale, its derivative: the losses of discriminators and generators. */
export function softplusRows(
  logits: F64Array,
  count: i32,
  sign: f64,
  scale: f64,
  losses: F64Array,
  gradient: F64Array,
): i32 {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const zero: v128 = f64x2.splat(0.0);
    const one: v128 = f64x2.splat(1.0);
    for (; i + 2 <= count; i += 2) {
      const x: v128 = f64x2.mul(f64x2.splat(sign), load2(logits, i));
      if (!i64x2.all_true(f64x2.eq(x, x))) break;
      const e: v128 = expLanes(f64x2.neg(f64x2.abs(x)));
      const large: v128 = f64x2.div(one, f64x2.add(one, e));
      const sigmoid: v128 = v128.bitselect(large, f64x2.mul(e, large), f64x2.ge(x, zero));
      const positivePart: v128 = v128.and(x, f64x2.gt(x, zero));
      store2(losses, i, f64x2.add(positivePart, log1pOfUnitLanes(e)));
      store2(gradient, i, f64x2.mul(f64x2.splat(scale * sign), sigmoid));
    }
  }
  const logistic: Logistic = new Logistic();
  for (; i < count; i++) {
    const x: f64 = sign * logits[i];
    if (!(x <= Infinity)) return BAD_FIRST; // NaN
    logistic.at(x);
    losses[i] = logistic.softplus;
    gradient[i] = scale * sign * logistic.sigmoid;
  }
  return OK;
}
