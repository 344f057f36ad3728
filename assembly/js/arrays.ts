/** The arrays of the kernels on the JavaScript engine: takes the place of assembly/arrays.ts. */
export type F64Array = Float64Array;
export type F32Array = Float32Array;
export type I32Array = Int32Array;

export function f64Array(length: number): F64Array {
  return new Float64Array(length);
}

export function i32Array(length: number): I32Array {
  return new Int32Array(length);
}
