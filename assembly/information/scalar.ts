/** Measures of a single probability. */
import { log, log1p } from "../math/log";

/** −log p, in units of log base; base 0 stands for nats. */
export function selfInformation(p: f64, base: f64): f64 {
  // From 1 − p, which is exact near 1, where the logarithm is small.
  const nats: f64 = p > 0.5 ? -log1p(p - 1.0) : -log(p);
  return (base > 0.0 ? nats / log(base) : nats) + 0.0;
}

/** −p·log p − (1 − p)·log(1 − p). */
export function binaryEntropy(p: f64, base: f64): f64 {
  if (p === 0.0 || p === 1.0) return 0.0;
  const nats: f64 = p * selfInformation(p, 0.0) - (1.0 - p) * log1p(-p);
  return base > 0.0 ? nats / log(base) : nats;
}
