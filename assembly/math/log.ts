/** Scalar logarithms for any argument, on the reduction of ratio.ts. */
import { artanhTail, LN2, logRatio } from "./ratio";

/** The smallest positive normal number, 2^-1022. */
export const MIN_NORMAL: f64 = 2.2250738585072014e-308;

const TWO_54: f64 = 18014398509481984.0;

/** log x; −Infinity at 0, NaN below. */
export function log(x: f64): f64 {
  if (x >= MIN_NORMAL && x < Infinity) {
    // The argument of ratioScale must be normal, so very large and very small numbers are scaled first.
    if (x > 1e300) return logRatio(x * (1.0 / TWO_54), 1.0) + 54.0 * LN2;
    return logRatio(x, 1.0);
  }
  if (x > 0.0 && x < MIN_NORMAL) return logRatio(x * TWO_54, 1.0) - 54.0 * LN2;
  if (x === 0.0) return -Infinity;
  return x > 0.0 ? x : NaN;
}

/** log(1 + x) with full relative precision near 0. */
export function log1p(x: f64): f64 {
  if (Math.abs(x) < 0.3) {
    const s: f64 = x / (2.0 + x);
    return s * (2.0 + artanhTail(s * s));
  }
  return log(1.0 + x);
}
