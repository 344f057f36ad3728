/**
 * Vector access to the kernels' arrays. Only code behind `if (ASC_FEATURE_SIMD)` calls this, so the
 * JavaScript build drops it.
 */
import { F32Array, F64Array } from "./arrays";

/** Elements i and i + 1. */
export function load2(a: F64Array, i: i32): v128 {
  return v128.load(changetype<usize>(a) + ((<usize>i) << 3));
}

/** Element i and a zero. */
export function load1(a: F64Array, i: i32): v128 {
  return v128.load64_zero(changetype<usize>(a) + ((<usize>i) << 3));
}

export function store2(a: F64Array, i: i32, value: v128): void {
  v128.store(changetype<usize>(a) + ((<usize>i) << 3), value);
}

/** Single-precision elements i and i + 1, as doubles. */
export function loadSingles(a: F32Array, i: i32): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(changetype<usize>(a) + ((<usize>i) << 2)));
}

/** Element i twice. */
export function splat(a: F64Array, i: i32): v128 {
  return v128.load64_splat(changetype<usize>(a) + ((<usize>i) << 3));
}
