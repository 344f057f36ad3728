/**
 * A double seen as bits, by its high word alone, which holds the sign, the exponent and twenty bits
 * of the fraction. The JavaScript build puts src/js/bits.ts in this file's place.
 */
export declare function highWord(x: f64): i32;
/** The double with this high word and a low word of zero. */
export declare function fromHighWord(high: i32): f64;
/** Rounds towards zero; x is within the range of i32. */
export declare function toInt(x: f64): i32;
