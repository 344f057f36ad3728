/**
 * Which engine runs. It is chosen once, at the first use: wasm where it can run, else JavaScript with
 * the reason why. Everything else in the facade gets it from current().
 */
import { requireKind } from "../check";
import { EngineError } from "../errors";
import {
  bytesOf,
  discard,
  instance,
  instanceSync,
  isModule,
  isPending,
  isResponse,
  notUsable,
  requireSource,
  type WasmBytes,
  type WasmModule,
  type WasmResponse,
} from "./binary";
import { absentJs, jsIfLoaded, loadJs, notLoaded, preloadJs } from "./js-engine";
import type { Engine } from "./kernels";
import { missing, type Obstacle, obstacle, refusal } from "./support";
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
/** the wasm engine being compiled off the main thread, if init() has started that */
let compiling: Promise<Choice> | undefined;

// The only work at import, a tenth of a millisecond: a page that forbids WebAssembly gets the JavaScript
// kernels before it asks for anything.
if (!jsIfLoaded() && obstacle()) preloadJs();

/** The engine in use, for the rest of the facade. */
export function current(): Engine {
  chosen ??= choose();
  if (chosen instanceof WasmEngine) return chosen;
  return jsIfLoaded() ?? absentJs(chosen.reason);
}

/**
 * The engine in use. The first call of this or of any function that computes chooses it.
 *
 * @example
 * engine().name; // "wasm"
 */
export function engine(): EngineInfo {
  const used = current();
  const info = { name: used.name, memoryBytes: used.memoryBytes() };
  return !chosen || chosen instanceof WasmEngine ? info : { ...info, reason: chosen.reason };
}

/**
 * Makes an engine ready before first use: compiles the WebAssembly kernels off the main thread, and where
 * WebAssembly cannot run waits for the JavaScript kernels, which browsers load as a file of their own.
 * Only needed before calls in the first moments of a page where WebAssembly is blocked.
 *
 * @param source the module, its bytes, or a response that brings them, such as `fetch(url)` for a copy
 *   of `wasmstein/wasmstein.wasm` that you serve: it is used from now on. "js" loads the JavaScript kernels
 *   and uses them, wherever it is; useEngine may then go from one engine to the other. Without a source, the
 *   engine that has been chosen before is made ready, or else the one that runs here
 * @returns the engine in use: wasm, or js with the reason where WebAssembly cannot run
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein, or if the
 *   JavaScript kernels are needed and cannot be loaded; the next call tries again
 *
 * @example
 * (await init()).name; // "wasm"
 */
export async function init(
  source?: "js" | WasmBytes | WasmModule | WasmResponse | PromiseLike<WasmResponse>,
): Promise<EngineInfo> {
  if (source === "js") {
    await loadJs(); // or all stays as it was
    chosen = { reason: "chosen by init" };
  } else if (source === undefined) {
    const found = chosen ?? (await compiled());
    chosen ??= found; // unless another call has chosen meanwhile
  } else {
    if (!isResponse(source) && !isPending(source)) requireSource("init", source);
    const lack = obstacleTo(source);
    if (lack) discard(source);
    chosen = lack ? (wasmEngine ?? lack) : await brought(source);
  }
  if (!(chosen instanceof WasmEngine)) await loadJs();
  return engine();
}

/**
 * As init, but synchronous: compiles on this thread. Cloudflare Workers pass the module that they have imported.
 *
 * @param source the module or its bytes, used from now on; without, as for init
 * @throws TypeError for another kind of source, EngineError if it is no module of wasmstein, or if the
 *   JavaScript kernels are needed and not loaded yet: `await init()` waits for them
 *
 * @example
 * initSync().name; // "wasm"
 */
export function initSync(source?: WasmBytes | WasmModule): EngineInfo {
  requireSource("initSync", source);
  if (source === undefined) chosen ??= choose();
  else chosen = obstacleTo(source) ? (wasmEngine ?? choose()) : broughtSync(source);
  if (chosen instanceof WasmEngine || jsIfLoaded()) return engine();
  throw notLoaded("initSync", chosen.reason);
}

/**
 * Forces an engine, for tests and comparisons; "auto" chooses again.
 *
 * @throws EngineError if "wasm" cannot run here, or if in a browser the kernels of "js" have not been
 *   loaded: `await init("js")` loads them
 *
 * @example
 * useEngine("auto").name; // "wasm"
 */
export function useEngine(name: EngineName | "auto"): EngineInfo {
  requireKind("useEngine", "name", name, ["wasm", "js", "auto"]);
  if (name === "js" && !jsIfLoaded()) {
    throw new EngineError(
      'useEngine: the JavaScript kernels are not loaded yet, await init("js") first',
    );
  }
  const choice = name === "js" ? { reason: "chosen by useEngine" } : choose();
  if (name === "wasm" && !(choice instanceof WasmEngine)) {
    const { reason, cause } = choice;
    throw new EngineError(`useEngine: the wasm engine cannot run here: ${reason}`, { cause });
  }
  chosen = choice;
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
    wasmEngine ??= new WasmEngine(instanceSync());
    return wasmEngine;
  } catch (error) {
    return refusal(error);
  }
}

/** The first choice, without blocking: the embedded binary is compiled once, however many wait for it. */
function compiled(): Promise<Choice> {
  const lack = obstacle();
  if (lack) return Promise.resolve(lack);
  compiling ??= instance()
    .then((first) => {
      wasmEngine ??= new WasmEngine(first); // a call may have been faster
      return wasmEngine;
    })
    .catch(refusal);
  return compiling;
}

/** A module needs no compiling, which is what a policy may forbid. */
function obstacleTo(source: unknown): Obstacle | undefined {
  return missing() ?? (isModule(source) ? undefined : obstacle());
}

async function brought(source: unknown): Promise<WasmEngine> {
  try {
    const given = await source;
    const bytes = isResponse(given) ? await bytesOf(given) : given;
    requireSource("init", bytes);
    wasmEngine = new WasmEngine(await instance(bytes));
    return wasmEngine;
  } catch (error) {
    throw notUsable("init", error);
  }
}

function broughtSync(source: WasmBytes | WebAssembly.Module): WasmEngine {
  try {
    wasmEngine = new WasmEngine(instanceSync(source));
    return wasmEngine;
  } catch (error) {
    throw notUsable("initSync", error);
  }
}
