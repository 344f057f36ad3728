/** A pool for one piece of work. */
import { availableParallelism } from "node:os";
import type { Measure } from "../comparison";
import { Pool } from "../pool/pool";

/** How many workers measures keep busy: all but "emd" are done faster than rows are read. */
export function workersFor(measures: readonly Measure[]): number {
  const processors = availableParallelism();
  return measures.includes("emd") ? processors : Math.max(1, processors >> 1);
}

/**
 * Runs `body` with a pool of its own and a signal for its calls, which is aborted with the given one, and
 * when `body` fails: what is still being computed for it then stops, too.
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
    pool.start().catch(() => {}); // while the body opens its files; what is wrong the first call tells
    return await body(pool, stop.signal);
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    signal.removeEventListener("abort", forward);
    await pool.close();
  }
}
