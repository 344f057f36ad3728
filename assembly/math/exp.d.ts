/** e^x: 0 below the smallest subnormal, Infinity above the largest number. */
export declare function exp(x: f64): f64;
/** 2^k for −1022 ≤ k ≤ 1023. */
export declare function powerOfTwo(k: i32): f64;
