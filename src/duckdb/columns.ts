/** The columns of a table: their kinds, and the SQL expressions of their values. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { LARGEST_VALUE } from "../drift/drift";
import type { ColumnKind, NamedColumn } from "../drift/pairing";
import { identifier } from "./formats";

/** `type` is the name of the type in DuckDB. */
export type Column = NamedColumn;

const KINDS: readonly [ColumnKind, RegExp][] = [
  ["numeric", /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM|DECIMAL\(\d+,\d+\))$/],
  ["categorical", /^(VARCHAR|BOOLEAN|UUID|ENUM\(.*\))$/],
  ["temporal", /^(DATE|TIME|TIMESTAMP(_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE)$/],
];

export async function columnsOf(connection: DuckDBConnection, table: string): Promise<Column[]> {
  const description = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  return description.getRows().map(([name, type]) => {
    const kind = KINDS.find(([, pattern]) => pattern.test(String(type)))?.[0] ?? "other";
    return { name: String(name), type: String(type), kind };
  });
}

/** Whether any value of the column is not null. */
export async function hasValues(
  connection: DuckDBConnection,
  table: string,
  name: string,
): Promise<boolean> {
  const query = `SELECT count(${identifier(name)}) > 0 FROM ${table}`;
  return (await connection.runAndReadAll(query)).getRows()[0][0] === true;
}

/** The SQL of the values, as numbers or texts; NULL for a missing value. */
export function valueExpression(name: string, kind: ColumnKind): string {
  const column = identifier(name);
  if (kind === "categorical") return `${column}::VARCHAR`;
  const number = kind === "temporal" ? `epoch(${column})::DOUBLE` : `${column}::DOUBLE`;
  return `CASE WHEN abs(${number}) <= ${LARGEST_VALUE} THEN ${number} END`;
}
