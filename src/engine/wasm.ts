/** The kernels as one WebAssembly module. */
import { EngineError } from "../errors";
import { Instance, InstanceMemory } from "./instance";
import type { Engine, Kernels, Memory } from "./kernels";
import { requireFits } from "./limits";

/** An instance whose memory has grown past this is dropped after the call: memory cannot shrink. */
const KEEP_BYTES = 64 * 2 ** 20;

export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly #module: WebAssembly.Module;
  #instance: Instance | undefined; // made by the first call after one was dropped
  #depth = 0; // calls under way, one inside the other

  constructor(first: Instance) {
    this.#module = first.module;
    this.#instance = first;
  }

  memoryBytes(): number {
    return this.#instance?.buffer.byteLength ?? 0;
  }

  call<T>(fn: string, bytes: number, body: (kernels: Kernels, memory: Memory) => T): T {
    requireFits(fn, bytes);
    this.#instance ??= Instance.sync(this.#module);
    const instance = this.#instance;
    const { exports } = instance;
    const mark = exports.mark();
    this.#depth++;
    try {
      instance.reserve(fn, (mark >>> 0) + bytes, bytes);
      return body(exports, new InstanceMemory(instance, fn, bytes));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#instance = undefined;
      throw new EngineError(`${fn}: a kernel stopped: ${error.message}`, { cause: error });
    } finally {
      this.#depth--;
      exports.release(mark);
      if (this.#depth === 0 && this.memoryBytes() > KEEP_BYTES) {
        this.#instance = undefined;
      }
    }
  }
}
