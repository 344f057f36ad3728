/** Runs one task with a pool of its own. */
import { availableParallelism } from "node:os";
import type { Measure } from "../measures";
import { Pool } from "../pool/pool";

/** How many workers the measures can use: all but "emd" are computed faster than rows are read. */
export function workersFor(measures: readonly Measure[]): number {
  const processors = availableParallelism();
  return measures.includes("emd") ? processors : Math.max(1, processors >> 1);
}

/**
 * Runs `body` with a pool of its own and a signal for its calls. That signal is aborted with the given one,
 * and also when `body` fails, which stops the calls that are still running.
 */
export async function withPool<T>(
  size: number,
  signal: AbortSignal,
  body: (pool: Pool, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const pool = new Pool({ size });
  const stop = new AbortController();
  const forward = () => stop.abort(signal.reason);
  signal.addEventListener("abort", forward);
  try {
    signal.throwIfAborted();
    pool.start().catch(() => {}); // in the background; the first call reports any error
    return await body(pool, stop.signal);
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    signal.removeEventListener("abort", forward);
    await pool.close();
  }
}
