/** The WebAssembly module: embedded, or as a user brings it. */
import { inflateSync } from "fflate";
import deflated from "../../build/wasmstein.wasm";
import { rejectKind } from "../check";
import { EngineError } from "../errors";
import { messageOf } from "./runtime";

export function compileSync(source?: BufferSource): WebAssembly.Module {
  return new WebAssembly.Module(source ?? embedded());
}

export function compile(source?: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(source ?? embedded());
}

function embedded(): Uint8Array<ArrayBuffer> {
  const text = atob(deflated);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return inflateSync(bytes);
}

/** Undefined, a module, or bytes. */
export function requireSource(
  fn: string,
  source: unknown,
): asserts source is BufferSource | WebAssembly.Module | undefined {
  if (source === undefined || isModule(source) || ArrayBuffer.isView(source)) return;
  if (Object.prototype.toString.call(source) === "[object ArrayBuffer]") return;
  rejectKind(fn, "source", source, "a WebAssembly.Module or its bytes");
}

export function isModule(source: unknown): source is WebAssembly.Module {
  return source instanceof WebAssembly.Module;
}

/** By tag: a response of another realm is one too. */
export function isResponse(source: unknown): source is Response {
  return Object.prototype.toString.call(source) === "[object Response]";
}

export async function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer();
  throw new EngineError(`${response.url || "the response"} answered status ${response.status}`);
}

export function notUsable(fn: string, error: unknown): Error {
  if (error instanceof TypeError && error.message.startsWith(fn)) return error;
  return new EngineError(`${fn}: the given source cannot be used: ${messageOf(error)}`, {
    cause: error,
  });
}
