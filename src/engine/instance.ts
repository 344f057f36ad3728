/** One instance of the WebAssembly module, and arrays in its memory. */
import { EngineError } from "../errors";
import type { Floats, Integers, Kernels, Memory, Singles } from "./kernels";
import { memoryLimit, requireFits } from "./limits";

const PAGE = 2 ** 16;

interface Exports extends Kernels {
  readonly memory: WebAssembly.Memory;
  readonly F64_ARRAY: WebAssembly.Global;
  readonly F32_ARRAY: WebAssembly.Global;
  readonly I32_ARRAY: WebAssembly.Global;
  mark(): number;
  allocate(bytes: number, kind: number): number;
  release(mark: number): void;
}

export class Instance {
  readonly exports: Exports;
  /** the kernels' names for their kinds of arrays */
  readonly floats: number;
  readonly singles: number;
  readonly integers: number;
  #view = new Float64Array(0); // all of the memory, made anew when it has grown

  constructor(module: WebAssembly.Module) {
    const env = { abort: this.#abort.bind(this) };
    const exports = new WebAssembly.Instance(module, { env }).exports as unknown as Exports;
    if (typeof exports.informationRows !== "function") {
      throw new EngineError("the module has none of wasmstein's kernels");
    }
    this.exports = exports;
    this.floats = exports.F64_ARRAY.value;
    this.singles = exports.F32_ARRAY.value;
    this.integers = exports.I32_ARRAY.value;
  }

  /** Where AssemblyScript ends what cannot go on, such as an index out of bounds in the checked build. */
  #abort(message: number, file: number, line: number, column: number): never {
    throw new EngineError(`${this.#text(message)} at ${this.#text(file)}:${line}:${column}`);
  }

  /** A string of AssemblyScript's: UTF-16, its length in bytes before it. */
  #text(address: number): string {
    if (address === 0) return "a kernel stopped";
    const [bytes] = new Uint32Array(this.buffer, address - 4, 1);
    return String.fromCharCode(...new Uint16Array(this.buffer, address, bytes / 2));
  }

  get buffer(): ArrayBuffer {
    return this.exports.memory.buffer;
  }

  get view(): Float64Array {
    const { buffer } = this;
    if (this.#view.buffer !== buffer) this.#view = new Float64Array(buffer);
    return this.#view;
  }

  /** Grows the memory to `end` at once, rather than block by block. */
  reserve(fn: string, end: number, bytes: number): void {
    const pages = Math.ceil((end - this.buffer.byteLength) / PAGE);
    if (pages <= 0) return;
    try {
      this.exports.memory.grow(pages);
    } catch {
      throw memoryLimit(fn, bytes, "which this machine did not give");
    }
  }
}

/** The memory of one call; handles are addresses. */
export class InstanceMemory implements Memory {
  constructor(
    private readonly instance: Instance,
    private readonly fn: string,
    private readonly bytes: number,
  ) {}

  floats(values: ArrayLike<number>): Floats {
    const array = this.newFloats(values.length);
    this.instance.view.set(values, address(array) / 8);
    return array;
  }

  singles(values: ArrayLike<number>): Singles {
    const array = this.#allocate(this.instance.singles, 4 * values.length);
    new Float32Array(this.instance.buffer, array, values.length).set(values);
    return array as unknown as Singles;
  }

  integers(values: ArrayLike<number>): Integers {
    const array = this.newIntegers(values.length);
    new Int32Array(this.instance.buffer, address(array), values.length).set(values);
    return array;
  }

  newFloats(length: number): Floats {
    return this.#allocate(this.instance.floats, 8 * length) as unknown as Floats;
  }

  newIntegers(length: number): Integers {
    return this.#allocate(this.instance.integers, 4 * length) as unknown as Integers;
  }

  writeFloats(array: Floats, values: ArrayLike<number>): void {
    this.instance.view.set(values, address(array) / 8);
  }

  readFloats(array: Floats, length: number): Float64Array {
    const from = address(array) / 8;
    return this.instance.view.slice(from, from + length);
  }

  readIntegers(array: Integers, length: number): Uint32Array {
    return new Uint32Array(this.instance.buffer, address(array), length).slice();
  }

  copyFloats(array: Floats, out: Float64Array): void {
    const from = address(array) / 8;
    out.set(this.instance.view.subarray(from, from + out.length));
  }

  #allocate(kind: number, bytes: number): number {
    requireFits(this.fn, this.bytes, bytes);
    return this.instance.exports.allocate(bytes, kind) >>> 0;
  }
}

/** Addresses come back as signed 32-bit numbers; above 2 GiB they are negative. */
function address(array: Floats | Integers): number {
  return (array as unknown as number) >>> 0;
}
