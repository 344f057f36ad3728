/** The ground metrics by number, as the facade asks for them: part of the ABI, repeated in src/measures.ts. */
export const SQEUCLIDEAN: i32 = 0;
export const EUCLIDEAN: i32 = 1;
export const CITYBLOCK: i32 = 2;
export const CHEBYSHEV: i32 = 3;

/** What one axis adds: the difference squared, or its absolute value. */
export function axisPart(metric: i32, difference: f64): f64 {
  return metric === SQEUCLIDEAN || metric === EUCLIDEAN
    ? difference * difference
    : Math.abs(difference);
}

/** Two axes' parts together. */
export function combine(metric: i32, x: f64, y: f64): f64 {
  if (metric === CHEBYSHEV) return x > y ? x : y;
  return x + y;
}

/** The distance from the parts of all axes. */
export function finish(metric: i32, parts: f64): f64 {
  return metric === EUCLIDEAN ? Math.sqrt(parts) : parts;
}
