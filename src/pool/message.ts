/** The messages between a pool and its workers. A worker replies in the order of the requests. */
import type { EngineName } from "../engine/engine";
import { EngineError, MemoryLimitError } from "../index";

/** The functions that a worker offers. */
export type PoolFunction = "paired" | "pairwise" | "emd" | "emdPoints" | "emdGrid";

export interface Request {
  readonly fn: PoolFunction;
  readonly args: readonly unknown[];
  readonly engine: EngineName | "auto";
  /** whether to send progress before the result */
  readonly progress: boolean;
}

export type Reply =
  | { readonly kind: "begun" }
  | { readonly kind: "progress"; readonly progress: unknown }
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly error: PackedError };

/** Whether this came from wasmstein/worker. */
export function isReply(data: unknown): data is Reply {
  const kind = (data as Reply | null | undefined)?.kind;
  return kind !== undefined && ["begun", "progress", "result", "error"].includes(kind);
}

/** An error as plain data: structured cloning would lose the class of our own errors. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly bytesNeeded?: number;
}

export function pack(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message } = error;
  if (error instanceof MemoryLimitError) return { name, message, bytesNeeded: error.bytesNeeded };
  return { name, message };
}

export function unpack({ name, message, bytesNeeded = 0 }: PackedError): Error {
  switch (name) {
    case "TypeError":
      return new TypeError(message);
    case "RangeError":
      return new RangeError(message);
    case "EngineError":
      return new EngineError(message);
    case "MemoryLimitError":
      return new MemoryLimitError(message, bytesNeeded);
    default:
      return new Error(message);
  }
}
