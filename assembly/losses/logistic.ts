/**
 * The logistic function and its relatives, stable for every logit:
 *
 *     softplus x = log(1 + e^x) = max(x, 0) + log1p(e^−|x|) = −log σ(−x),    σ x = 1 / (1 + e^−x).
 */
import { F64Array } from "../arrays";
import { exp } from "../math/exp";
import { log1p } from "../math/log";
import { BAD_FIRST, BAD_SECOND, OK } from "../status";

export function softplus(x: f64): f64 {
  return (x > 0.0 ? x : 0.0) + log1p(exp(-Math.abs(x)));
}

export function sigmoid(x: f64): f64 {
  const e: f64 = exp(-Math.abs(x));
  return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
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
  for (let i: i32 = 0; i < count; i++) {
    const x: f64 = logits[i];
    const y: f64 = targets[i];
    if (!(x <= Infinity)) return BAD_FIRST; // NaN
    if (!(y >= 0.0 && y <= 1.0)) return BAD_SECOND;
    const yes: f64 = positive * y;
    const no: f64 = 1.0 - y;
    losses[i] = (yes > 0.0 ? yes * softplus(-x) : 0.0) + (no > 0.0 ? no * softplus(x) : 0.0);
    gradient[i] = scale * (no * sigmoid(x) - yes * sigmoid(-x));
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
  for (let i: i32 = 0; i < count; i++) {
    const x: f64 = sign * logits[i];
    if (!(x <= Infinity)) return BAD_FIRST; // NaN
    losses[i] = softplus(x);
    gradient[i] = scale * sign * sigmoid(x);
  }
  return OK;
}
