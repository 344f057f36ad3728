/** A DuckDB and a directory for one suite. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";

export interface Database {
  readonly connection: DuckDBConnection;
  /** the path of a file in the suite's directory */
  at(name: string): string;
  rows(sql: string): Promise<unknown[][]>;
}

/** Opened before the suite and removed behind it. */
export function database(): Database {
  const directory = mkdtempSync(join(tmpdir(), "wasmstein-duckdb-"));
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    connection = await instance.connect();
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    get connection() {
      return connection;
    },
    at: (name) => join(directory, name),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
  };
}
