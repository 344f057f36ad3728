/**
 * The JavaScript engine: the kernels compiled to plain JavaScript, where handles are typed arrays and objects. Its
 * kernels may have to be loaded first.
 */
import { EngineError } from "../errors";
import { kernels, loadKernels } from "./js-kernels";
import type { Engine, Floats, Integers, Kernels, Memory, Singles } from "./kernels";
import { requireFits } from "./limits";
import { messageOf } from "./support";

let loaded: Engine | undefined = kernels && engineOf(kernels);
/** under way or done; a failure is forgotten, so that the next call tries again */
let loading: Promise<void> | undefined;

/** The engine, or undefined while its kernels are not there. */
export function jsIfLoaded(): Engine | undefined {
  return loaded;
}

/**
 * Waits for the kernels.
 *
 * @throws EngineError if they cannot be had, for instance offline
 */
export async function loadJs(): Promise<void> {
  loading ??= loadKernels().then((kernels) => {
    loaded ??= engineOf(kernels);
  });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw new EngineError(
      `init: the JavaScript kernels could not be loaded, call init again to retry: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Starts loading in the background. A failure surfaces in init() or in the call that needs the kernels. */
export function preloadJs(): void {
  if (!loaded) loadJs().catch(() => {});
}

/** A placeholder until the kernels are loaded: every call throws an EngineError with the remedy. */
export function absentJs(reason: string): Engine {
  return {
    name: "js",
    memoryBytes: () => 0,
    call(fn) {
      throw notLoaded(fn, reason);
    },
  };
}

export function notLoaded(fn: string, reason: string): EngineError {
  return new EngineError(
    `${fn}: the JavaScript kernels are not loaded yet, await init() first (${reason})`,
  );
}

function engineOf(kernels: Kernels): Engine {
  return {
    name: "js",
    memoryBytes: () => 0,
    call(fn, bytes, body) {
      requireFits(fn, bytes);
      return body(kernels, memoryFor(fn, bytes));
    },
  };
}

function memoryFor(fn: string, bytes: number): Memory {
  const fits = (array: number) => requireFits(fn, bytes, array);
  return {
    floats: (values) => reuse(values, Float64Array, fits) as unknown as Floats,
    singles: (values) => reuse(values, Float32Array, fits) as unknown as Singles,
    integers: (values) => reuse(values, Int32Array, fits) as unknown as Integers,
    newFloats(length) {
      fits(8 * length);
      return new Float64Array(length) as unknown as Floats;
    },
    newIntegers(length) {
      fits(4 * length);
      return new Int32Array(length) as unknown as Integers;
    },
    writeFloats: (array, values) => (array as unknown as Float64Array).set(values),
    readFloats: (array, length) => (array as unknown as Float64Array).slice(0, length),
    readIntegers: (array, length) =>
      Uint32Array.from((array as unknown as Int32Array).subarray(0, length)),
    copyFloats: (array, out) => out.set((array as unknown as Float64Array).subarray(0, out.length)),
  };
}

/** The kernels only read what they are given, so an array of the right kind needs no copy. */
function reuse<T extends { set(values: ArrayLike<number>): void }>(
  values: ArrayLike<number>,
  TypedArray: {
    new (length: number): T;
    readonly name: string;
    readonly BYTES_PER_ELEMENT: number;
  },
  fits: (bytes: number) => void,
): T {
  fits(values.length * TypedArray.BYTES_PER_ELEMENT);
  const tag = Object.prototype.toString.call(values);
  if (ArrayBuffer.isView(values) && tag === `[object ${TypedArray.name}]`) {
    return values as unknown as T;
  }
  const copy = new TypedArray(values.length);
  copy.set(values);
  return copy;
}
