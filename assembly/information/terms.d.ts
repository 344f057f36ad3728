/**
 * What one bin adds to each measure, and the sum of these terms over a block of bins. p and q are
 * the bin's normalised weights, at least ORDINARY_MIN wherever a logarithm is taken of them. The
 * scalar terms and the lanes agree operation for operation; each lane is one of two interleaved
 * partial sums.
 */
import { F64Array } from "../arrays";
/** 2^-500 and 2^500: quotients of weights in this range have exponents that fit. */
export declare const ORDINARY_MIN: f64;
export declare const ORDINARY_MAX: f64;
/** One bin of any measure. */
export declare function term(measure: i32, p: f64, q: f64): f64;
/** The same where d = p − q is known better than by subtracting. */
export declare function termNear(measure: i32, p: f64, q: f64, d: f64): f64;
/** Σ term over the first `count` bins of p and q; count is even. */
export declare function sumTerms(measure: i32, p: F64Array, q: F64Array, count: i32): f64;
