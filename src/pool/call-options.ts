/** The options of every call of a pool, and their checks. */
import { rejectKind, requireBoolean, requireFunction, requireOptions } from "../check";

/** What every call of a pool takes besides the function's own options. */
export interface CallOptions<P> {
  /** stops the work, also in the middle: its workers are replaced. The call rejects with the signal's reason */
  signal?: AbortSignal | undefined;
  /**
   * true: typed arrays among the arguments are given away, and empty when the method returns. Default
   * false: arrays are copied as workers get to them, so leave them unchanged until the call settles
   */
  transfer?: boolean;
  onProgress?: (progress: P) => void;
}

export function checkCall<P>(fn: string, options: CallOptions<P> | undefined) {
  requireOptions(fn, options);
  const { signal, onProgress } = options ?? {};
  const transfer = requireBoolean(fn, "transfer", options?.transfer, false);
  requireFunction(fn, "onProgress", onProgress);
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    rejectKind(fn, "signal", signal, "an AbortSignal");
  }
  return { signal, transfer, onProgress };
}
