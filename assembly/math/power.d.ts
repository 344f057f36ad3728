/** x^p for 0 ≤ x ≤ 1 and finite p ≥ 1. */
export declare function power(x: f64, p: f64): f64;
/** x^(1/p) for x ≥ 0. */
export declare function root(x: f64, p: f64): f64;
