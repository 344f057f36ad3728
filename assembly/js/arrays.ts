/** The JavaScript twin of assembly/arrays.ts: the kernels' arrays are typed arrays. */
export type F64Array = Float64Array;
export type F32Array = Float32Array;
export type I32Array = Int32Array;

export function f64Array(length: number): F64Array {
  return new Float64Array(length);
}

export function i32Array(length: number): I32Array {
  return new Int32Array(length);
}
