/** The kernels as one WebAssembly module. Handles are addresses in its memory. */
import { type ASUtil, instantiateSync } from "@assemblyscript/loader";
import { EngineError } from "../errors";
import type { Engine, Floats, Integers, Kernels, Memory, Singles } from "./kernels";
import { memoryLimit, requireFits } from "./limits";

const PAGE = 2 ** 16;
/** An instance whose memory has grown past this is dropped after the call: memory cannot shrink. */
const KEEP_BYTES = 16 * 2 ** 20;

type Exports = ASUtil &
  Kernels & {
    readonly memory: WebAssembly.Memory;
    readonly F64_ARRAY: WebAssembly.Global;
    readonly F32_ARRAY: WebAssembly.Global;
    readonly I32_ARRAY: WebAssembly.Global;
    mark(): number;
    release(mark: number): void;
  };

export class WasmEngine implements Engine {
  readonly name = "wasm";
  #exports: Exports;
  #depth = 0; // calls under way, one inside the other

  constructor(private readonly module: WebAssembly.Module) {
    this.#exports = instantiate(module);
  }

  get kernels(): Kernels {
    return this.#exports;
  }

  memoryBytes(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  call<T>(fn: string, bytes: number, body: (kernels: Kernels, memory: Memory) => T): T {
    requireFits(fn, bytes);
    const exports = this.#exports;
    const mark = exports.mark();
    this.#depth++;
    try {
      reserve(exports, fn, (mark >>> 0) + bytes, bytes);
      return body(exports, memoryFor(exports, fn, bytes));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#exports = instantiate(this.module);
      throw new EngineError(`a kernel stopped: ${error.message}`, { cause: error });
    } finally {
      this.#depth--;
      exports.release(mark);
      if (this.#depth === 0 && this.memoryBytes() > KEEP_BYTES) {
        this.#exports = instantiate(this.module);
      }
    }
  }
}

function instantiate(module: WebAssembly.Module): Exports {
  const exports = instantiateSync(module).exports as unknown as Exports;
  if (typeof exports.informationRows === "function") return exports;
  throw new EngineError("the module has none of wasmstein's kernels");
}

/** Grows the memory to `end` at once, rather than block by block. */
function reserve(exports: Exports, fn: string, end: number, bytes: number): void {
  const pages = Math.ceil((end - exports.memory.buffer.byteLength) / PAGE);
  if (pages <= 0) return;
  try {
    exports.memory.grow(pages);
  } catch {
    throw memoryLimit(fn, bytes, "which this machine did not give");
  }
}

function memoryFor(exports: Exports, fn: string, bytes: number): Memory {
  const copyIn = (id: WebAssembly.Global, bytesEach: number, values: ArrayLike<number>) => {
    requireFits(fn, bytes, values.length * bytesEach);
    return exports.__newArray(id.value, values as number[]) as unknown;
  };
  const allocate = (id: WebAssembly.Global, bytesEach: number, length: number) => {
    requireFits(fn, bytes, length * bytesEach);
    return exports.__newArray(id.value, length) as unknown;
  };
  return {
    floats: (values) => copyIn(exports.F64_ARRAY, 8, values) as Floats,
    singles: (values) => copyIn(exports.F32_ARRAY, 4, values) as Singles,
    integers: (values) => copyIn(exports.I32_ARRAY, 4, values) as Integers,
    newFloats: (length) => allocate(exports.F64_ARRAY, 8, length) as Floats,
    newIntegers: (length) => allocate(exports.I32_ARRAY, 4, length) as Integers,
    readFloats: (array, length) =>
      new Float64Array(exports.memory.buffer, address(array), length).slice(),
    readIntegers: (array, length) =>
      new Uint32Array(exports.memory.buffer, address(array), length).slice(),
    copyFloats: (array, out) =>
      out.set(new Float64Array(exports.memory.buffer, address(array), out.length)),
  };
}

/** Addresses come back as signed 32-bit numbers; above 2 GiB they are negative. */
function address(array: Floats | Integers): number {
  return (array as unknown as number) >>> 0;
}
