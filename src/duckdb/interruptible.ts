/** Queries that a signal stops. */
import type { DuckDBConnection } from "@duckdb/node-api";

export interface Interruption {
  readonly signal?: AbortSignal | undefined;
}

/** Interrupts what `body` runs on the connection when the signal is aborted, and rejects with its reason. */
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
    signal?.throwIfAborted(); // the reason given rather than what it led to
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}
