/**
 * The ground metrics, each a sum or maximum over the axes:
 *
 *     distance(x, y) = finish(combine(… combine(0, axisPart(x_1 − y_1)) …, axisPart(x_d − y_d)))
 *
 * Every step has a twin for two distances in the lanes of a vector, with the same results to the bit. A
 * new metric is written here only. Its number is part of the ABI: src/metrics.ts imports it.
 */
export const SQEUCLIDEAN: i32 = 0;
export const EUCLIDEAN: i32 = 1;
export const CITYBLOCK: i32 = 2;
export const CHEBYSHEV: i32 = 3;
/** The metrics up to this one add squares. Compared directly in axisPart: one call more costs JavaScript 5 %. */
const LAST_SQUARED: i32 = EUCLIDEAN;

/** What one axis adds: the difference squared, or its absolute value. */
export function axisPart(metric: i32, difference: f64): f64 {
  return metric <= LAST_SQUARED ? difference * difference : Math.abs(difference);
}

/** axisPart in two lanes. `squared` is squares(metric), which a loop looks up once. */
export function axisPartLanes(squared: boolean, difference: v128): v128 {
  return squared ? f64x2.mul(difference, difference) : f64x2.abs(difference);
}

/** Two axes' parts together. */
export function combine(metric: i32, x: f64, y: f64): f64 {
  if (metric === CHEBYSHEV) return x > y ? x : y;
  return x + y;
}

export function combineLanes(metric: i32, x: v128, y: v128): v128 {
  return metric === CHEBYSHEV ? f64x2.pmax(y, x) : f64x2.add(x, y);
}

/** The distance from the parts of all axes. */
export function finish(metric: i32, parts: f64): f64 {
  return metric === EUCLIDEAN ? Math.sqrt(parts) : parts;
}

export function finishLanes(metric: i32, parts: v128): v128 {
  return finishes(metric) ? f64x2.sqrt(parts) : parts;
}

/** Does finish() change its argument? */
export function finishes(metric: i32): boolean {
  return metric === EUCLIDEAN;
}

/** Are distances between whole coordinates whole numbers? */
export function keepsWhole(metric: i32): boolean {
  return metric !== EUCLIDEAN;
}

/** Is the distance the sum of its axes' parts? */
export function isSeparable(metric: i32): boolean {
  return metric === SQEUCLIDEAN || metric === CITYBLOCK;
}

/** Does an axis add the square of its difference? */
export function squares(metric: i32): boolean {
  return metric <= LAST_SQUARED;
}
