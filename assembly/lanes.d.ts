/**
 * Vector access to the kernels' arrays. Only code behind `if (ASC_FEATURE_SIMD)` calls this, so the
 * JavaScript build drops it.
 */
import { F32Array, F64Array } from "./arrays";
/** Elements i and i + 1. */
export declare function load2(a: F64Array, i: i32): v128;
/** Element i and a zero. */
export declare function load1(a: F64Array, i: i32): v128;
export declare function store2(a: F64Array, i: i32, value: v128): void;
/** Single-precision elements i and i + 1, as doubles. */
export declare function loadSingles(a: F32Array, i: i32): v128;
