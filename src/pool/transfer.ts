/**
 * Arrays on their way to a worker. Shared memory is passed as it is; arrays that the caller transfers are
 * moved; any other array is copied, without the rest of its buffer, and the copy is moved.
 */
import { asNumbers, isTypedArray } from "../check";

type Numbers = ArrayLike<number>;

export class Transfer {
  readonly #buffers = new Set<ArrayBuffer>();

  /** `move`: the caller transfers the arrays, so whole ones are moved without a copy */
  constructor(private readonly move = false) {}

  /** the transfer list for postMessage */
  get list(): readonly ArrayBuffer[] {
    return [...this.#buffers];
  }

  whole(values: Numbers): Numbers {
    if (!this.move || !ArrayBuffer.isView(values) || isShared(values)) {
      return this.part(values, 0, values.length);
    }
    this.#buffers.add(values.buffer as ArrayBuffer);
    return values;
  }

  part(values: Numbers, from: number, to: number): Numbers {
    if (isShared(values)) return values.subarray(from, to);
    const kind = isTypedArray(values, "Float32Array") ? Float32Array : Float64Array;
    const copy = new kind(to - from);
    const section = ArrayBuffer.isView(values)
      ? (values as unknown as Float64Array).subarray(from, to)
      : Array.prototype.slice.call(values, from, to);
    copy.set(section);
    this.#buffers.add(copy.buffer as ArrayBuffer);
    return copy;
  }
}

function isShared(values: unknown): values is Float64Array {
  if (!ArrayBuffer.isView(values)) return false;
  return Object.prototype.toString.call(values.buffer) === "[object SharedArrayBuffer]";
}

/** Named arrays of numbers as typed arrays; with `move` the caller's arrays are detached. */
export function adoptInputs<T extends Record<string, unknown>>(
  fn: string,
  arrays: T,
  move: boolean,
): T {
  const typed: Record<string, unknown> = {};
  const buffers = new Set<ArrayBuffer>();
  for (const [name, values] of Object.entries(arrays)) {
    if (values === undefined) continue;
    const numbers = asNumbers(fn, name, values as Numbers);
    typed[name] = numbers;
    if (ArrayBuffer.isView(numbers) && !isShared(numbers)) {
      buffers.add(numbers.buffer as ArrayBuffer);
    }
  }
  if (!move) return typed as T;
  try {
    return structuredClone(typed, { transfer: [...buffers] }) as T;
  } catch {
    return structuredClone(typed) as T; // some buffers cannot be moved: WebAssembly's, Node's own
  }
}
