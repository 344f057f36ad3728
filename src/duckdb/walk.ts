/** A column's distinct values in order, with their counts on both sides, streamed from DuckDB. */
import type { DuckDBConnection, DuckDBDoubleVector, DuckDBVarCharVector } from "@duckdb/node-api";
import { CategoricalDrift, type ColumnDrift, type ColumnTask, NumericDrift } from "../drift/drift";
import type { Selected } from "./selection";
import { SEGMENT_ORDER, type Segment, segmentExpression } from "./totals";

/** What takes the values of one segment. */
interface Accumulator {
  add(value: unknown, reference: number, current: number): void;
  result(): ColumnDrift;
}

export interface Walk {
  readonly column: Selected;
  readonly by: string | undefined;
  readonly segments: readonly Segment[];
  readonly signal: AbortSignal;
  /** what the accumulator of a segment is made for */
  task(segment: Segment): ColumnTask;
  /** called with the number of rows read since the last call */
  onRows(rows: number): void;
}

/**
 * Sorting is DuckDB's, on disk where memory does not suffice; here one chunk at a time is held. The
 * values come segment by segment, in the order of `segments`, and the totals tell where each one ends:
 * the name of the segment need not be read again in every row.
 */
export async function walkColumn(connection: DuckDBConnection, walk: Walk): Promise<ColumnDrift[]> {
  const { column, segments, signal } = walk;
  const totals = segments.map((segment) => {
    const { reference, current } = walk.task(segment).totals;
    return reference.values + current.values;
  });
  const takers = segments.map((segment) => accumulator(column, walk.task(segment)));
  let at = -1;
  let left = 0; // values that the segment still has to come

  const result = await connection.stream(sortedValues(walk));
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) break;
    const values = chunk.getColumnVector(0) as DuckDBDoubleVector | DuckDBVarCharVector;
    const references = chunk.getColumnVector(1) as DuckDBDoubleVector;
    const currents = chunk.getColumnVector(2) as DuckDBDoubleVector;
    let read = 0;
    for (let i = 0; i < rows; i++) {
      while (left === 0) left = totals[++at];
      const reference = references.getItem(i) as number;
      const current = currents.getItem(i) as number;
      takers[at].add(values.getItem(i), reference, current);
      left -= reference + current;
      read += reference + current;
    }
    walk.onRows(read);
  }
  return takers.map((taker) => taker.result());
}

function accumulator({ kind }: Selected, task: ColumnTask): Accumulator {
  return (kind === "numeric" ? new NumericDrift(task) : new CategoricalDrift(task)) as Accumulator;
}

/** Numbers ascending; categories by how often the reference has them, then the current side. */
function sortedValues({ column, by }: Walk): string {
  const side = (table: "reference" | "current") =>
    `SELECT ${segmentExpression(by)} AS s, ${column[table]} AS v, ${table === "reference"} AS first ` +
    `FROM ${table}`;
  const order = column.kind === "numeric" ? "v" : "r DESC, c DESC, v";
  return (
    "SELECT v, r, c FROM " +
    "(SELECT s, v, count_if(first)::DOUBLE AS r, count_if(NOT first)::DOUBLE AS c " +
    `FROM (${side("reference")} UNION ALL ${side("current")}) WHERE v IS NOT NULL GROUP BY s, v) ` +
    `ORDER BY ${by === undefined ? "" : `${SEGMENT_ORDER}, `}${order}`
  );
}
