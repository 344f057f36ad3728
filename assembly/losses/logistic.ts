/**
 * The logistic function and its relatives, stable for every logit:
 *
 *     softplus x = log(1 + e^x) = max(x, 0) + log1p(e^−|x|) = −log σ(−x),    σ x = 1 / (1 + e^−x).
 */
import { F64Array } from "../arrays";
import { exp } from "../math/exp";
import { log1p } from "../math/log";
import { BAD_FIRST, BAD_SECOND, OK } from "../status";

/** Both at once, of x and of −x: they share the exponential, the logarithm and the division. */
class Logistic {
  softplus: f64 = 0.0; // of x
  softplusOfMinus: f64 = 0.0;
  sigmoid: f64 = 0.0;
  sigmoidOfMinus: f64 = 0.0;

  at(x: f64): void {
    const e: f64 = exp(-Math.abs(x));
    const tail: f64 = log1p(e);
    const large: f64 = 1.0 / (1.0 + e);
    const small: f64 = e / (1.0 + e);
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
  const logistic: Logistic = new Logistic();
  for (let i: i32 = 0; i < count; i++) {
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
  const logistic: Logistic = new Logistic();
  for (let i: i32 = 0; i < count; i++) {
    const x: f64 = sign * logits[i];
    if (!(x <= Infinity)) return BAD_FIRST; // NaN
    logistic.at(x);
    losses[i] = logistic.softplus;
    gradient[i] = scale * sign * logistic.sigmoid;
  }
  return OK;
}
