/**
 * One instance of the WebAssembly module, and arrays in its memory. AssemblyScript's loader instantiates
 * it. The kernels are called as the module exports them: the loader's own exports wrap each in a function
 * that costs every call, and `Memory` reads and writes arrays by handle.
 */
import { type ASUtil, type Imports, instantiate, instantiateSync } from "@assemblyscript/loader";
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

  private constructor(
    readonly module: WebAssembly.Module,
    exports: Exports,
  ) {
    if (typeof exports.informationRows !== "function") {
      throw new EngineError("the module has none of wasmstein's kernels");
    }
    this.exports = exports;
    this.floats = exports.F64_ARRAY.value;
    this.singles = exports.F32_ARRAY.value;
    this.integers = exports.I32_ARRAY.value;
  }

  /** Compiles bytes on this thread; a module is only instantiated. */
  static sync(source: WebAssembly.Module | BufferSource): Instance {
    const host = new Host();
    const made = instantiateSync(source, host.imports);
    host.util = made.exports;
    return new Instance(made.module, made.instance.exports as unknown as Exports);
  }

  /** Compiles bytes off the main thread, as far as the platform allows. */
  static async async(source: WebAssembly.Module | BufferSource): Promise<Instance> {
    const host = new Host();
    const made = await instantiate(source, host.imports);
    host.util = made.exports;
    return new Instance(made.module, made.instance.exports as unknown as Exports);
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

/** What the module imports: where AssemblyScript ends a call, such as at an index out of bounds in the checked build. */
class Host {
  util: ASUtil | undefined; // reads the module's strings; set once the module is instantiated
  readonly imports: Imports = {
    env: {
      abort: (message, file, line, column) => {
        const text = (address: number) => this.util?.__getString(address) ?? "a kernel stopped";
        throw new EngineError(`${text(message)} at ${text(file)}:${line}:${column}`);
      },
    },
  };
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
