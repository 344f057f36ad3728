/** 2^-500 and 2^500: quotients of weights in this range have exponents that fit. */
export const ORDINARY_MIN: f64 = 3.054936363499605e-151;
const ORDINARY_MAX: f64 = 3.273390607896142e150;

export function isOrdinary(weight: f64): boolean {
  return weight >= ORDINARY_MIN && weight <= ORDINARY_MAX;
}
