/**
 * Which engine runs. It is chosen once, at the first use: wasm where it can run, else JavaScript with
 * the reason why. Everything else in the facade gets it from current().
 */
import { requireKind } from "../check";
import { EngineError } from "../errors";
import {
  bytesOf,
  compile,
  compileSync,
  isModule,
  isResponse,
  notUsable,
  requireSource,
} from "./binary";
import { absentJs, jsIfLoaded, loadJs, notLoaded, preloadJs } from "./fallback";
import type { Engine } from "./kernels";
import { missing, type Obstacle, obstacle, refusal } from "./runtime";
import { WasmEngine } from "./wasm";

export type EngineName = "wasm" | "js";

export interface EngineInfo {
  readonly name: EngineName;
  /** why the JavaScript engine was chosen; absent on wasm */
  readonly reason?: string;
  /** bytes of WebAssembly memory held at present; 0 on js */
  readonly memoryBytes: number;
}

/** The wasm engine, or why it is the other. */
type Choice = WasmEngine | Obstacle;
let chosen: Choice | undefined;
/** the wasm engine, kept when the other takes over for a while */
let wasmEngine: WasmEngine | undefined;

// The only work at import, a tenth of a millisecond: a page that forbids WebAssembly gets the JavaScript
// kernels before it asks for anything.
if (!jsIfLoaded() && obstacle()) preloadJs();

/** The engine in use, for the rest of the facade. */
export function current(): Engine {
  chosen ??= choose();
  if (chosen instanceof WasmEngine) return chosen;
  return jsIfLoaded() ?? absentJs(chosen.reason);
}

/** The engine in use. The first call of this or of any function that computes chooses it. */
export function engine(): EngineInfo {
  const { name } = current();
  const memoryBytes = current().memoryBytes();
  return chosen instanceof WasmEngine || !chosen
    ? { name, memoryBytes }
    : { name, reason: chosen.reason, memoryBytes };
}

/**
 * Makes an engine ready before first use: compiles the WebAssembly kernels off the main thread, and where
 * WebAssembly cannot run waits for the JavaScript kernels, which browsers load as a file of their own.
 * Nothing needs it but calls on such a page in its first moments.
 *
 * @param source the module, its bytes, or a response that brings them, such as `fetch(url)` for a copy
 *   of `wasmstein/wasmstein.wasm` that you serve; otherwise the one in use, or the embedded binary. "js" loads the JavaScript
 *   kernels and uses them, wherever it is; useEngine may then go from one engine to the other
 * @returns the engine in use: wasm, or js with the reason where WebAssembly cannot run
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein, or if the
 *   JavaScript kernels are needed and cannot be loaded; the next call tries again
 */
export async function init(
  source?: "js" | BufferSource | WebAssembly.Module | Response | PromiseLike<Response>,
): Promise<EngineInfo> {
  if (source === "js") {
    await loadJs("init");
    return use({ reason: "chosen by init" });
  }
  if (source === undefined && wasmEngine) return use(wasmEngine);
  const lack = obstacleTo(source);
  if (lack) return fallBack(lack);
  try {
    const given = await source;
    const bytes = isResponse(given) ? await bytesOf(given) : given;
    requireSource("init", bytes);
    return useWasm(isModule(bytes) ? bytes : await compile(bytes));
  } catch (error) {
    if (source !== undefined) throw notUsable("init", error);
    return fallBack(refusal(error));
  }
}

/**
 * The same without waiting. Cloudflare Workers pass the module that they have imported.
 *
 * @param source the module or its bytes; otherwise the one in use, or the embedded binary
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein, or if the
 *   JavaScript kernels are needed and not loaded yet: `await init()` waits for them
 */
export function initSync(source?: BufferSource | WebAssembly.Module): EngineInfo {
  if (source === undefined && wasmEngine) return use(wasmEngine);
  const lack = obstacleTo(source);
  if (lack) return fallBackSync(lack);
  requireSource("initSync", source);
  try {
    return useWasm(isModule(source) ? source : compileSync(source));
  } catch (error) {
    if (source !== undefined) throw notUsable("initSync", error);
    return fallBackSync(refusal(error));
  }
}

/**
 * Forces an engine, for tests and comparisons; "auto" chooses again.
 *
 * @throws EngineError if "wasm" cannot run here, or if in a browser the kernels of "js" have not been
 *   loaded: `await init("js")` loads them
 */
export function useEngine(name: EngineName | "auto"): EngineInfo {
  requireKind("useEngine", "name", name, ["wasm", "js", "auto"]);
  if (name === "js") {
    if (jsIfLoaded()) return use({ reason: "chosen by useEngine" });
    throw new EngineError(
      'useEngine: the JavaScript kernels are not loaded yet, await init("js") first',
    );
  }
  chosen = choose();
  if (name === "wasm" && !(chosen instanceof WasmEngine)) {
    const { reason, cause } = chosen;
    throw new EngineError(`useEngine: the wasm engine cannot run here: ${reason}`, { cause });
  }
  return engine();
}

function choose(): Choice {
  const choice = wasmOrObstacle();
  if (choice !== wasmEngine) preloadJs();
  return choice;
}

function wasmOrObstacle(): Choice {
  const lack = wasmEngine ? missing() : obstacle();
  if (lack) return lack;
  try {
    wasmEngine ??= new WasmEngine(compileSync());
    return wasmEngine;
  } catch (error) {
    return refusal(error);
  }
}

/** A module needs no compiling, which is what a policy may forbid. */
function obstacleTo(source: unknown): Obstacle | undefined {
  return missing() ?? (isModule(source) ? undefined : obstacle());
}

function use(choice: Choice): EngineInfo {
  chosen = choice;
  return engine();
}

function useWasm(module: WebAssembly.Module): EngineInfo {
  wasmEngine = new WasmEngine(module);
  return use(wasmEngine);
}

async function fallBack(lack: Obstacle): Promise<EngineInfo> {
  chosen = lack;
  await loadJs("init");
  return engine();
}

function fallBackSync(lack: Obstacle): EngineInfo {
  chosen = lack;
  if (!jsIfLoaded()) throw notLoaded("initSync", lack.reason);
  return engine();
}
