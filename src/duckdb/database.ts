/** Opens an embedded DuckDB in memory for one command, which a signal can stop. */
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
 * Runs `body` with two connections to a database of its own; everything is closed when it settles. A query
 * on a connection silently ends the stream that is being read from it, so queries in the meantime use the
 * second connection.
 */
export async function withDatabase<T>(
  { signal, memoryLimit }: DatabaseOptions,
  body: (connection: DuckDBConnection, second: DuckDBConnection) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const { DuckDBInstance } = await loadDuckDB();
  const instance = await DuckDBInstance.create(":memory:", {
    // a folder of its own: two databases in one folder would overwrite each other's files
    temp_directory: `${tmpdir()}/wasmstein-duckdb-${randomUUID()}`,
    autoinstall_known_extensions: "false",
  });
  const connection = await instance.connect();
  const second = await instance.connect();
  try {
    // Not among the options above, where DuckDB does not explain an invalid size.
    if (memoryLimit) await connection.run(`SET memory_limit = ${literal(memoryLimit)}`);
    // Large enough for several chunks of long lists: DuckDB reads ahead while they are used.
    await connection.run("SET streaming_buffer_size = '8MB'");
    return await interruptible(connection, { signal }, () => body(connection, second));
  } finally {
    second.closeSync();
    connection.closeSync();
    instance.closeSync();
  }
}
