/** The WebAssembly module: embedded, or as a user brings it. */
import { inflateSync } from "fflate";
import deflated from "../../build/wasmstein.wasm";
import { rejectKind } from "../check";
import { EngineError } from "../errors";
import { Instance } from "./instance";
import { messageOf } from "./support";

// What the platform calls these, where the user's own settings name it: not every project has the types of
// browsers.
export type WasmModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer M } };
}
  ? M
  : object;
export type WasmBytes = ArrayBuffer | ArrayBufferView;
export type WasmResponse = typeof globalThis extends { Response: { prototype: infer R } }
  ? R
  : object;

type Compiled = WebAssembly.Module;

/** An instance of the embedded module, or of the given one, made on this thread. */
export function instanceSync(source?: WasmBytes | Compiled): Instance {
  return Instance.sync(own(source ?? inflateSync(embedded())));
}

/** As instanceSync, but off the main thread as far as the platform allows. */
export async function instance(source?: WasmBytes | Compiled): Promise<Instance> {
  return Instance.async(own(source ?? (await inflate(embedded()))));
}

/** The loader knows modules by their class. A module of another realm becomes one of this realm. */
function own(source: WasmBytes | Compiled): BufferSource | Compiled {
  const foreign = isModule(source) && !(source instanceof WebAssembly.Module);
  return foreign ? structuredClone(source) : (source as BufferSource | Compiled);
}

function embedded(): Uint8Array<ArrayBuffer> {
  const text = atob(deflated);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<WasmBytes> {
  try {
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = inflated.getReader();
    const chunks: BlobPart[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value);
    }
    return await new Blob(chunks).arrayBuffer();
  } catch {
    return inflateSync(bytes); // a runtime without such streams, or without this format
  }
}

/** Undefined, a module, or bytes. */
export function requireSource(
  fn: string,
  source: unknown,
): asserts source is WasmBytes | Compiled | undefined {
  if (source === undefined || isModule(source) || ArrayBuffer.isView(source)) return;
  if (tagOf(source) === "ArrayBuffer") return;
  const also = fn === "init" ? ', a Response, or "js"' : "";
  rejectKind(fn, "source", source, `a WebAssembly.Module or its bytes${also}`);
}

/** By tag: those of another realm are good as well. */
export const isModule = (source: unknown): source is Compiled =>
  tagOf(source) === "WebAssembly.Module";
export const isResponse = (source: unknown): source is Response => tagOf(source) === "Response";
export const isPending = (source: unknown): source is PromiseLike<unknown> =>
  typeof (source as PromiseLike<unknown> | undefined)?.then === "function";

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

export async function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer();
  throw new EngineError(`${response.url || "the response"} answered status ${response.status}`);
}

/** Cancels a Response that nobody will read, and ignores its errors. */
export function discard(source: unknown): void {
  Promise.resolve(source)
    .then((given) => (isResponse(given) ? given.body?.cancel() : undefined))
    .catch(() => {});
}

export function notUsable(fn: string, error: unknown): Error {
  if (error instanceof TypeError && error.message.startsWith(fn)) return error;
  return new EngineError(`${fn}: the given source cannot be used: ${messageOf(error)}`, {
    cause: error,
  });
}
