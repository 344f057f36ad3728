/** The smallest positive normal number, 2^-1022. */
export declare const MIN_NORMAL: f64;
/** log x; −Infinity at 0, NaN below. */
export declare function log(x: f64): f64;
/** log(1 + x) with full relative precision near 0. */
export declare function log1p(x: f64): f64;
