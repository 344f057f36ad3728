/** Reads files of any format as tables, and writes tables to them. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { registerArrow } from "./arrow/scan";
import { writeArrow } from "./arrow/write";
import { formatOf, isArrow, literal, tableOf } from "./formats";
import { type Interruption, interruptible } from "./interruptible";

/** Returns a table expression that reads the file on this connection. */
export async function openTable(connection: DuckDBConnection, path: string): Promise<string> {
  return isArrow(path) ? registerArrow(connection, path) : tableOf(path);
}

/** Writes the result of the query to the file, in the format of its extension. */
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

/** Counts the rows of a table; fast only for formats that store the number. */
export async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${table}`);
  return counted.getRows()[0][0] as number;
}
