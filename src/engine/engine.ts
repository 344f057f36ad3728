/**
 * Which engine runs. It is chosen once, at the first use: wasm where it can run, else JavaScript with
 * the reason why. Everything else in the facade gets it from current().
 */

import base64 from "../../build/wasmstein.wasm";
import { rejectKind, requireKind } from "../check";
import { EngineError } from "../errors";
import { jsEngine } from "./js";
import type { Engine } from "./kernels";
import { WasmEngine } from "./wasm";

export type EngineName = "wasm" | "js";

export interface EngineInfo {
  readonly name: EngineName;
  /** why the JavaScript engine was chosen; absent on wasm */
  readonly reason?: string;
  /** bytes of WebAssembly memory held at present; 0 on js */
  readonly memoryBytes: number;
}

interface Choice {
  engine: Engine;
  reason?: string;
  cause?: unknown;
}
let chosen: Choice | undefined;
/** the wasm engine, kept when the other takes over for a while */
let wasmEngine: WasmEngine | undefined;

/** The engine in use, for the rest of the facade. */
export function current(): Engine {
  chosen ??= choose();
  return chosen.engine;
}

/** The engine in use. The first call of this or of any function that computes chooses it. */
export function engine(): EngineInfo {
  const { name } = current();
  const memoryBytes = current().memoryBytes();
  const reason = chosen?.reason;
  return reason === undefined ? { name, memoryBytes } : { name, reason, memoryBytes };
}

/**
 * Compiles the WebAssembly kernels off the main thread, before first use.
 *
 * @param source the module, its bytes, or a response that brings them, such as `fetch(url)` for a copy
 *   of `wasmstein/wasmstein.wasm` that you serve; the embedded binary otherwise
 * @returns the engine in use: wasm, or js with the reason where WebAssembly cannot run
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein
 */
export async function init(
  source?: BufferSource | WebAssembly.Module | Response | PromiseLike<Response>,
): Promise<EngineInfo> {
  const obstacle = missing();
  if (obstacle !== undefined) return fallBack(obstacle);
  try {
    const given = await source;
    const bytes = isResponse(given) ? await bytesOf(given) : given;
    requireSource("init", bytes);
    return useWasm(new WasmEngine(isModule(bytes) ? bytes : await compile(bytes)));
  } catch (error) {
    if (source !== undefined) throw notUsable("init", error);
    return fallBack(refusal(error));
  }
}

/**
 * The same without waiting. Cloudflare Workers pass the module that they have imported.
 *
 * @param source the module or its bytes; the embedded binary otherwise
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein
 */
export function initSync(source?: BufferSource | WebAssembly.Module): EngineInfo {
  const obstacle = missing();
  if (obstacle !== undefined) return fallBack(obstacle);
  requireSource("initSync", source);
  try {
    return useWasm(new WasmEngine(isModule(source) ? source : compileSync(source)));
  } catch (error) {
    if (source !== undefined) throw notUsable("initSync", error);
    return fallBack(refusal(error));
  }
}

/**
 * Forces an engine, for tests and comparisons; "auto" chooses again.
 *
 * @throws EngineError if "wasm" cannot run here
 */
export function useEngine(name: EngineName | "auto"): EngineInfo {
  requireKind("useEngine", "name", name, ["wasm", "js", "auto"]);
  if (name === "js") return fallBack("chosen by useEngine");
  chosen = choose();
  if (name === "wasm" && chosen.reason !== undefined) {
    throw new EngineError(`useEngine: the wasm engine cannot run here: ${chosen.reason}`, {
      cause: chosen.cause,
    });
  }
  return engine();
}

function choose(): Choice {
  const obstacle = missing();
  if (obstacle !== undefined) return { engine: jsEngine, reason: obstacle };
  try {
    wasmEngine ??= new WasmEngine(compileSync());
    return { engine: wasmEngine };
  } catch (error) {
    return { engine: jsEngine, reason: refusal(error), cause: error };
  }
}

function useWasm(engineToUse: WasmEngine): EngineInfo {
  wasmEngine = engineToUse;
  chosen = { engine: engineToUse };
  return engine();
}

function fallBack(reason: string): EngineInfo {
  chosen = { engine: jsEngine, reason };
  return engine();
}

/** What this runtime lacks, or undefined. */
function missing(): string | undefined {
  if (typeof WebAssembly !== "object") return "WebAssembly is not available in this runtime";
  // (module (func (drop (i8x16.splat (i32.const 0))))) in the binary format
  const simd = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26,
    11,
  ]);
  if (!WebAssembly.validate(simd)) return "this runtime's WebAssembly has no SIMD";
  return undefined;
}

function refusal(error: unknown): string {
  return `WebAssembly compilation was refused: ${error instanceof Error ? error.message : error}`;
}

function notUsable(fn: string, error: unknown): Error {
  if (error instanceof TypeError && error.message.startsWith(fn)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EngineError(`${fn}: the given source cannot be used: ${message}`, { cause: error });
}

function compileSync(source?: BufferSource): WebAssembly.Module {
  return new WebAssembly.Module(source ?? embedded());
}

function compile(source?: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(source ?? embedded());
}

async function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer();
  throw new EngineError(`${response.url || "the response"} answered status ${response.status}`);
}

function embedded(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Undefined, a module, or bytes. */
function requireSource(
  fn: string,
  source: unknown,
): asserts source is BufferSource | WebAssembly.Module | undefined {
  if (source === undefined || isModule(source) || ArrayBuffer.isView(source)) return;
  if (Object.prototype.toString.call(source) === "[object ArrayBuffer]") return;
  rejectKind(fn, "source", source, "a WebAssembly.Module or its bytes");
}

function isModule(source: unknown): source is WebAssembly.Module {
  return source instanceof WebAssembly.Module;
}

/** By tag: a response of another realm is one too. */
function isResponse(source: unknown): source is Response {
  return Object.prototype.toString.call(source) === "[object Response]";
}
