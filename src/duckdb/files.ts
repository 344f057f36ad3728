/** Data files as tables of a DuckDB connection, whatever their format. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { formatOf, literal, tableOf } from "./formats";

/** A table expression that reads the file. */
export async function openTable(_connection: DuckDBConnection, path: string): Promise<string> {
  return tableOf(path);
}

/** Writes what a query answers to a file, in its order. */
export async function copyTo(
  connection: DuckDBConnection,
  sql: string,
  path: string,
  _options: { readonly signal?: AbortSignal },
): Promise<void> {
  await connection.run(`COPY (${sql}) TO ${literal(path)} (${formatOf(path).copy})`);
}

/** How many rows a file has, where its footer tells. */
export async function countRows(
  connection: DuckDBConnection,
  path: string,
): Promise<number | undefined> {
  const table = tableOf(path);
  if (!table.startsWith("read_parquet")) return undefined;
  const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${table}`);
  return counted.getRows()[0][0] as number;
}
