/** The ground metrics by number, as the facade asks for them: part of the ABI, repeated in src/measures.ts. */
export declare const SQEUCLIDEAN: i32;
export declare const EUCLIDEAN: i32;
export declare const CITYBLOCK: i32;
export declare const CHEBYSHEV: i32;
/** What one axis adds: the difference squared, or its absolute value. */
export declare function axisPart(metric: i32, difference: f64): f64;
/** Two axes' parts together. */
export declare function combine(metric: i32, x: f64, y: f64): f64;
/** The distance from the parts of all axes. */
export declare function finish(metric: i32, parts: f64): f64;
