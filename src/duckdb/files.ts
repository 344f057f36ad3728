/** Files as tables and tables as files, whatever their format. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { registerArrow } from "./arrow/scan";
import { writeArrow } from "./arrow/write";
import { formatOf, isArrow, literal, tableOf } from "./formats";
import { type Interruption, interruptible } from "./interruptible";

/** A table expression that reads the file on this connection. */
export async function openTable(connection: DuckDBConnection, path: string): Promise<string> {
  return isArrow(path) ? registerArrow(connection, path) : tableOf(path);
}

/** Writes what the query answers to the file, in the format its extension tells. */
export async function copyTo(
  connection: DuckDBConnection,
  sql: string,
  path: string,
  options: Interruption = {},
): Promise<void> {
  if (isArrow(path)) return writeArrow(connection, sql, path, options);
  const copy = `COPY (${sql}) TO ${literal(path)} (${formatOf(path).copy})`;
  await interruptible(connection, options, () => connection.run(copy));
}

/** How many rows a table has; quick only where the file tells it. */
export async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${table}`);
  return counted.getRows()[0][0] as number;
}
