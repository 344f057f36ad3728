/** Lets a signal interrupt queries. */
import type { DuckDBConnection } from "@duckdb/node-api";

export interface Interruption {
  readonly signal?: AbortSignal | undefined;
}

/** Runs `body`; when the signal is aborted, interrupts its query and rejects with the reason. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  { signal }: Interruption,
  body: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    return await body();
  } catch (error) {
    signal?.throwIfAborted(); // the signal's reason instead of DuckDB's error
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}
