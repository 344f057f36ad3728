export declare function relativeEntropy(p: f64, q: f64): f64;
/** The same where p − q is known better than by subtracting. */
export declare function relativeEntropyNear(p: f64, q: f64, difference: f64): f64;
export declare function relativeEntropyLanes(p: v128, q: v128): v128;
