/** Powers and roots of the order-p distances; order 2 is exact to the last rounding. */
import { exp } from "./exp";
import { log } from "./log";

/** x^p for x ≥ 0 and finite p ≥ 1. */
export function power(x: f64, p: f64): f64 {
  if (p === 1.0) return x;
  if (p === 2.0) return x * x;
  return x > 0.0 ? exp(p * log(x)) : 0.0;
}

/** x^(1/p) for x ≥ 0. */
export function root(x: f64, p: f64): f64 {
  if (p === 1.0) return x;
  if (p === 2.0) return Math.sqrt(x);
  return x > 0.0 ? exp(log(x) / p) : 0.0;
}
