/** An embedded DuckDB, for one command: opened in memory, stopped by a signal. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "./formats";
import { interruptible } from "./interruptible";
import { loadDuckDB } from "./peer";

export interface DatabaseOptions {
  readonly signal?: AbortSignal | undefined;
  /** memory limit for DuckDB, such as "256MB"; what exceeds it goes to temporary files */
  readonly memoryLimit?: string | undefined;
}

/**
 * Runs `body` with two connections of its own to one database; everything is closed when it settles. A
 * query on a connection silently ends the stream that is being read from it, so the second is for what has
 * to run meanwhile.
 */
export async function withDatabase<T>(
  { signal, memoryLimit }: DatabaseOptions,
  body: (connection: DuckDBConnection, second: DuckDBConnection) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const { DuckDBInstance } = await loadDuckDB();
  const instance = await DuckDBInstance.create(":memory:", {
    // its own: two databases in one folder would write each other's files
    temp_directory: `${tmpdir()}/wasmstein-duckdb-${randomUUID()}`,
    autoinstall_known_extensions: "false",
  });
  const connection = await instance.connect();
  const second = await instance.connect();
  try {
    // Not above, where DuckDB does not say what is wrong with a size.
    if (memoryLimit) await connection.run(`SET memory_limit = ${literal(memoryLimit)}`);
    // Room for some chunks of long lists: DuckDB goes on reading while they are used.
    await connection.run("SET streaming_buffer_size = '8MB'");
    return await interruptible(connection, { signal }, () => body(connection, second));
  } finally {
    second.closeSync();
    connection.closeSync();
    instance.closeSync();
  }
}
