export declare const LN2: f64;
/** The biased exponent k of p / q', in the upper twelve bits. */
export declare function ratioWord(p: f64, q: f64): i32;
/** k itself. */
export declare function ratioExponent(word: i32): f64;
/** 2^k. */
export declare function ratioScale(word: i32): f64;
/** R(z) of the head of this file. */
export declare function artanhTail(z: f64): f64;
/** log(p / q). */
export declare function logRatio(p: f64, q: f64): f64;
export declare function ln2Lanes(): v128;
export declare function ratioWordLanes(p: v128, q: v128): v128;
export declare function ratioExponentLanes(word: v128): v128;
export declare function ratioScaleLanes(word: v128): v128;
export declare function artanhTailLanes(z: v128): v128;
export declare function logRatioLanes(p: v128, q: v128): v128;
