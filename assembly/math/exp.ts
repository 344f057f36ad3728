/**
 * exp x: x = k·log 2 + r with |r| ≤ log 2 / 2, the reduction in two parts (Cody & Waite 1980), then
 * exp r = 1 + r + r²·E(r). E has degree 10, fitted by the Remez algorithm; its error is below 2^-61.
 */
import { powerOfTwo, toInt } from "../bits";

export const INV_LN2: f64 = 1.4426950408889634;
/** log 2 in two parts: the first has 21 trailing zero bits, so k times it is exact. */
export const LN2_HIGH: f64 = 0.6931471803691238;
export const LN2_LOW: f64 = 1.9082149292705877e-10;

export const E0: f64 = 0.5;
export const E1: f64 = 0.1666666666666667;
export const E2: f64 = 0.041666666666666685;
export const E3: f64 = 0.008333333333326134;
export const E4: f64 = 0.0013888888888874394;
export const E5: f64 = 0.00019841269874822258;
export const E6: f64 = 2.480158734734719e-5;
export const E7: f64 = 2.7557255398389914e-6;
export const E8: f64 = 2.755725290651273e-7;
export const E9: f64 = 2.510521767826341e-8;
export const E10: f64 = 2.0921591003698954e-9;

/** From here down e^x is 0. */
export const LEAST: f64 = -746.0;

/** e^x: 0 below the smallest subnormal, Infinity above the largest number. */
export function exp(x: f64): f64 {
  if (x <= LEAST) return 0.0;
  if (x > 710.0) return Infinity;
  const k: f64 = Math.floor(x * INV_LN2 + 0.5);
  const r: f64 = x - k * LN2_HIGH - k * LN2_LOW;
  const rr: f64 = r * r;
  let even: f64 = E6 + rr * (E8 + rr * E10);
  even = E0 + rr * (E2 + rr * (E4 + rr * even));
  let odd: f64 = E5 + rr * (E7 + rr * E9);
  odd = E1 + rr * (E3 + rr * odd);
  const y: f64 = 1.0 + (r + rr * (even + r * odd));
  // 2^k in two halves: either factor is a normal number for every k that gets here.
  const half: i32 = toInt(k) >> 1;
  return y * powerOfTwo(half) * powerOfTwo(toInt(k) - half);
}
