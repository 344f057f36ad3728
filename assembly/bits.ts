/**
 * A double seen as bits, by its high word alone, which holds the sign, the exponent and twenty bits
 * of the fraction. The JavaScript build puts src/js/bits.ts in this file's place.
 */
export function highWord(x: f64): i32 {
  return <i32>(reinterpret<u64>(x) >>> 32);
}

/** The double with this high word and a low word of zero. */
export function fromHighWord(high: i32): f64 {
  return reinterpret<f64>((<u64>(<u32>high)) << 32);
}

/** Rounds towards zero; x is within the range of i32. */
export function toInt(x: f64): i32 {
  return <i32>x;
}
