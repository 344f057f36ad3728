/** The options of every call of a pool, and their validation. */
import { rejectKind, requireBoolean, requireFunction } from "../check";
import { requireOptions } from "../check-options";

/** What every call of a pool takes besides the function's own options. */
export interface CallOptions<P> {
  /** aborts the call, also while it runs: the call rejects with the signal's reason, its workers are replaced */
  signal?: AbortSignal | undefined;
  /**
   * true: typed arrays among the arguments are transferred, and are empty when the method returns.
   * Default false: arrays are copied when a worker is free, so do not change them until the call settles
   */
  transfer?: boolean;
  onProgress?: (progress: P) => void;
}

/** The names of CallOptions. */
export const CALL_OPTIONS = ["signal", "transfer", "onProgress"] as const;

/** `own` names the options of the function itself. */
export function checkCall<P>(
  fn: string,
  options: CallOptions<P> | undefined,
  own: readonly string[],
) {
  requireOptions(fn, options, [...new Set([...own, ...CALL_OPTIONS])]);
  const { signal, onProgress } = options ?? {};
  const transfer = requireBoolean(fn, "transfer", options?.transfer, false);
  requireFunction(fn, "onProgress", onProgress);
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    rejectKind(fn, "signal", signal, "an AbortSignal");
  }
  return { signal, transfer, onProgress };
}
