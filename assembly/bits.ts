/**
 * A double seen as bits: by its high word, which holds the sign, the exponent and twenty bits of the
 * fraction, and the powers of two. The JavaScript build puts assembly/js/bits.ts in this file's place.
 */
export function highWord(x: f64): i32 {
  return <i32>(reinterpret<u64>(x) >>> 32);
}

/** The low word. */
export function lowWord(x: f64): i32 {
  return <i32>reinterpret<u64>(x);
}

/** 2^k for −1022 ≤ k ≤ 1023. */
export function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<u64>(k + 1023)) << 52);
}

/** Rounds towards zero; x is within the range of i32. */
export function toInt(x: f64): i32 {
  return <i32>x;
}
