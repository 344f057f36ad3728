/**
 * The arrays of the kernels. In AssemblyScript they are StaticArrays: one load per element, no
 * indirection. The JavaScript build puts assembly/js/arrays.ts in this file's place, where they are
 * typed arrays. Both start filled with zeros.
 */
export type F64Array = StaticArray<f64>;
export type F32Array = StaticArray<f32>;
export type I32Array = StaticArray<i32>;

export function f64Array(length: i32): F64Array {
  return new StaticArray<f64>(length);
}

export function i32Array(length: i32): I32Array {
  return new StaticArray<i32>(length);
}
