/**
 * log(p / q) from one division, used by every information kernel.
 *
 * Write q' = q·2^k with k such that p / q' lies in [1/1.503, 1.503]. With s = (p − q') / (p + q'),
 *
 *     log(p / q) = k·log 2 + 2·artanh s = k·log 2 + s·(2 + R(s²)),   R(z) = 2z/3 + 2z²/5 + 2z³/7 + …
 *
 * p − q' is exact when p and q' are close (Sterbenz), so the logarithm keeps full relative precision
 * as p → q, where log(p / q) of a rounded quotient keeps none.
 *
 * k comes from the high words: high(p) − high(q) is 2^20·log2(p / q) to within 0.0861·2^20, because
 * 1 + f ≈ 2^f; rounding it to the nearest integer leaves |log2(p / q')| ≤ 0.5861 and |s| ≤ 0.2005.
 * Both arguments must be positive normal numbers whose quotient is one too.
 *
 * R is a polynomial of degree 8 without constant term, fitted by scripts/coefficients.py on
 * 0 ≤ z ≤ 0.0402; its error, coefficients rounded, is below 2^-58. The form of the reduction follows
 * K. C. Ng's log in fdlibm (1993) and Tang, ACM TOMS 16 (1990); the coefficients are our own.
 */
import { highWord, powerOfTwo } from "../bits";

export const LN2: f64 = 0.6931471805599453;

/** High word of 1.0 plus half of an exponent step: rounds k to the nearest integer and biases it. */
const ROUND: i32 = 0x3ff80000;

const R1: f64 = 0.6666666666666664;
const R2: f64 = 0.4000000000002918;
const R3: f64 = 0.2857142856115014;
const R4: f64 = 0.22222223796923404;
const R5: f64 = 0.1818169133405446;
const R6: f64 = 0.15390391381014218;
const R7: f64 = 0.1318425039625375;
const R8: f64 = 0.13778903456740837;

/** k: the exponent that brings q near p. */
export function ratioExponent(p: f64, q: f64): i32 {
  return ((highWord(p) - highWord(q) + ROUND) >> 20) - 1023;
}

/** R(z) as defined at the head of this file. */
export function artanhTail(z: f64): f64 {
  const w: f64 = z * z;
  const odd: f64 = R1 + w * (R3 + w * (R5 + w * R7));
  const even: f64 = R2 + w * (R4 + w * (R6 + w * R8));
  return z * odd + w * even;
}

/** log(p / q). */
export function logRatio(p: f64, q: f64): f64 {
  const k: i32 = ratioExponent(p, q);
  const scaled: f64 = q * powerOfTwo(k);
  const s: f64 = (p - scaled) / (p + scaled);
  return <f64>k * LN2 + s * (2.0 + artanhTail(s * s));
}

/** log(1 + x) for 0 ≤ x ≤ 1: p = 1 + x, q' = 1 or 2, and p − q' is exact, or x itself. */
export function log1pOfUnit(x: f64): f64 {
  const k: f64 = x > 0.5 ? 1.0 : 0.0;
  const s: f64 = (x - k) / (x + (2.0 + k));
  return k * LN2 + s * (2.0 + artanhTail(s * s));
}

/**
 * The constants above, in memory for the vector code. A constant vector costs V8 several
 * instructions every time it is used; loading it from memory costs one.
 */
const TABLE: StaticArray<f64> = [R1, R2, R3, R4, R5, R6, R7, R8, LN2, 1.0, 1.5, 2.0, Infinity, 0.5];
const AT_LN2: usize = 8;
const AT_ONE: usize = 9;
const AT_ONE_AND_A_HALF: usize = 10;
const AT_TWO: usize = 11;
const AT_INFINITY: usize = 12;
const AT_HALF: usize = 13;

function constant(index: usize): v128 {
  return v128.load64_splat(changetype<usize>(TABLE) + (index << 3));
}

/** Rk of the polynomial. */
function coefficient(k: usize): v128 {
  return constant(k - 1);
}

export function ln2Lanes(): v128 {
  return constant(AT_LN2);
}

/** k, biased by 1023, in the upper twelve bits of each lane; the bits below are the rest of the rounding. */
export function ratioWordLanes(p: v128, q: v128): v128 {
  return i32x4.add(i32x4.sub(p, q), constant(AT_ONE_AND_A_HALF)); // the high word of 1.5 is ROUND
}

export function ratioExponentLanes(word: v128): v128 {
  const k: v128 = i32x4.shr_s(i32x4.sub(word, constant(AT_ONE)), 20);
  return f64x2.convert_low_i32x4_s(i32x4.shuffle(k, k, 1, 3, 1, 3));
}

export function ratioScaleLanes(word: v128): v128 {
  return v128.and(word, constant(AT_INFINITY)); // the bits of Infinity are all of the exponent
}

export function artanhTailLanes(z: v128): v128 {
  const w: v128 = f64x2.mul(z, z);
  let odd: v128 = f64x2.add(coefficient(5), f64x2.mul(w, coefficient(7)));
  odd = f64x2.add(coefficient(3), f64x2.mul(w, odd));
  odd = f64x2.add(coefficient(1), f64x2.mul(w, odd));
  let even: v128 = f64x2.add(coefficient(6), f64x2.mul(w, coefficient(8)));
  even = f64x2.add(coefficient(4), f64x2.mul(w, even));
  even = f64x2.add(coefficient(2), f64x2.mul(w, even));
  return f64x2.add(f64x2.mul(z, odd), f64x2.mul(w, even));
}

export function logRatioLanes(p: v128, q: v128): v128 {
  const word: v128 = ratioWordLanes(p, q);
  const scaled: v128 = f64x2.mul(q, ratioScaleLanes(word));
  const s: v128 = f64x2.div(f64x2.sub(p, scaled), f64x2.add(p, scaled));
  const tail: v128 = f64x2.mul(s, f64x2.add(constant(AT_TWO), artanhTailLanes(f64x2.mul(s, s))));
  return f64x2.add(f64x2.mul(ratioExponentLanes(word), ln2Lanes()), tail);
}

export function log1pOfUnitLanes(x: v128): v128 {
  const two: v128 = constant(AT_TWO);
  const k: v128 = v128.and(f64x2.gt(x, constant(AT_HALF)), constant(AT_ONE));
  const s: v128 = f64x2.div(f64x2.sub(x, k), f64x2.add(x, f64x2.add(two, k)));
  const tail: v128 = f64x2.mul(s, f64x2.add(two, artanhTailLanes(f64x2.mul(s, s))));
  return f64x2.add(f64x2.mul(k, ln2Lanes()), tail);
}
