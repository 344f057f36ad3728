/** How many rows and values each side has, by segment and column: one pass over both tables. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { BothTotals } from "../drift/drift";
import { identifier } from "./formats";
import type { Selected } from "./selection";

export interface Segment {
  /** the text of what its rows share; null where that is missing, or without segments */
  readonly name: string | null;
  /** in the order of the columns */
  readonly totals: readonly BothTotals[];
  readonly referenceRows: number;
  readonly currentRows: number;
}

/** The segments in DuckDB's order of their names; without `by` there is one, of all rows. */
export async function segmentsOf(
  connection: DuckDBConnection,
  columns: readonly Selected[],
  by: string | undefined,
): Promise<Segment[]> {
  const side = (table: "reference" | "current") =>
    `SELECT ${segmentExpression(by)} AS s, ${table === "reference"} AS r, ` +
    `${columns.map((column, k) => `${column[table]} AS v${k}`).join(", ")} FROM ${table}`;
  const counted = ["*", ...columns.map((_, k) => `v${k}`)].flatMap((what) => [
    `(count(${what}) FILTER (r))::DOUBLE`,
    `(count(${what}) FILTER (NOT r))::DOUBLE`,
  ]);
  const answer = await connection.runAndReadAll(
    `SELECT ${by === undefined ? "NULL" : "s"}, ${counted.join(", ")} ` +
      `FROM (${side("reference")} UNION ALL ${side("current")}) ` +
      (by === undefined ? "" : `GROUP BY s ORDER BY ${SEGMENT_ORDER}`),
  );
  return answer.getRows().map(([name, ...counts]) => {
    const [referenceRows, currentRows, ...values] = counts.map(Number);
    return {
      name: name === null ? null : String(name),
      totals: columns.map((_, k) => ({
        reference: { rows: referenceRows, values: values[2 * k] },
        current: { rows: currentRows, values: values[2 * k + 1] },
      })),
      referenceRows,
      currentRows,
    };
  });
}

/** Of the segments here and of their values in walk.ts, which have to agree. */
export const SEGMENT_ORDER = "s NULLS FIRST";

export function segmentExpression(by: string | undefined): string {
  return by === undefined ? "NULL" : `${identifier(by)}::VARCHAR`;
}
