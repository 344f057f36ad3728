/** The kernels compiled to plain JavaScript. Handles are typed arrays and objects. */
import * as compiled from "../../assembly/index";
import type { Engine, Floats, Integers, Kernels, Memory, Singles } from "./kernels";
import { checkFits } from "./limits";

const kernels = compiled as unknown as Kernels;

const memory: Memory = {
  floats: (values) => reuse(values, "Float64Array", Float64Array) as unknown as Floats,
  singles: (values) => reuse(values, "Float32Array", Float32Array) as unknown as Singles,
  integers: (values) => reuse(values, "Int32Array", Int32Array) as unknown as Integers,
  newFloats: (length) => new Float64Array(length) as unknown as Floats,
  newIntegers: (length) => new Int32Array(length) as unknown as Integers,
  readFloats: (array, length) => (array as unknown as Float64Array).slice(0, length),
  readIntegers: (array, length) =>
    Uint32Array.from((array as unknown as Int32Array).subarray(0, length)),
  copyFloats: (array, out) => out.set((array as unknown as Float64Array).subarray(0, out.length)),
};

/** The kernels only read what they are given, so an array of the right kind needs no copy. */
function reuse<T>(
  values: ArrayLike<number>,
  kind: string,
  TypedArray: { new (length: number): T & { set(values: ArrayLike<number>): void } },
): T {
  if ((values as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === kind) {
    return values as unknown as T;
  }
  const copy = new TypedArray(values.length);
  copy.set(values);
  return copy;
}

export const jsEngine: Engine = {
  name: "js",
  kernels,
  memoryBytes: () => 0,
  call(bytes, body) {
    checkFits(bytes);
    return body(kernels, memory);
  },
};
