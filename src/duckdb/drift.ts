/** Two files compared column by column, on an embedded DuckDB. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnDrift, DriftReport, DriftSettings } from "../drift/drift";
import { openTable } from "./files";
import { isParquet } from "./formats";
import { type SelectionOptions, selectColumns } from "./selection";
import { type Segment, segmentsOf } from "./totals";
import { walkColumn } from "./walk";

export interface DriftRequest extends SelectionOptions {
  /** paths of the files */
  readonly reference: string;
  readonly current: string;
  readonly settings: DriftSettings;
  readonly signal: AbortSignal;
  /** values read so far, of how many, and in which column */
  onProgress(done: number, total: number, column: string): void;
}

/**
 * @throws RangeError for columns that cannot be compared
 */
export async function compareFiles(
  connection: DuckDBConnection,
  request: DriftRequest,
): Promise<DriftReport> {
  const { by, settings, signal } = request;
  await open(connection, "reference", request.reference);
  await open(connection, "current", request.current);
  const { columns, notes } = await selectColumns(connection, request);
  const all = await segmentsOf(connection, columns, by);

  // Segments of one side only are named, not scored.
  const segments =
    by === undefined
      ? all
      : all.filter(({ referenceRows, currentRows }) => referenceRows > 0 && currentRows > 0);
  const total = sum(all.flatMap(({ totals }) => totals.flatMap(valuesOf)));
  let done = 0;
  const byColumn: ColumnDrift[][] = [];
  for (const [k, column] of columns.entries()) {
    request.onProgress(done, total, column.name);
    const walked = await walkColumn(connection, {
      column,
      by,
      segments: all,
      signal,
      task: (segment) => ({ column: column.name, totals: segment.totals[k], settings }),
      onRows(rows) {
        done += rows;
        request.onProgress(done, total, column.name);
      },
    });
    byColumn.push(walked.filter((_, at) => segments.includes(all[at])));
  }

  return {
    reference: { name: request.reference, rows: sum(all.map((one) => one.referenceRows)) },
    current: { name: request.current, rows: sum(all.map((one) => one.currentRows)) },
    settings,
    columns: segments.flatMap(({ name }, at) =>
      byColumn.map((walked) => ({ ...(by !== undefined && { segment: name }), ...walked[at] })),
    ),
    ...(by !== undefined && { by, segments: oneSided(all) }),
    notes,
  };
}

/** Parquet is read column by column as needed; any other file once, into DuckDB's own storage. */
async function open(connection: DuckDBConnection, name: string, path: string): Promise<void> {
  const kind = isParquet(path) ? "VIEW" : "TABLE";
  const table = await openTable(connection, path);
  await connection.run(`CREATE TEMP ${kind} ${name} AS SELECT * FROM ${table}`);
}

const valuesOf = ({ reference, current }: Segment["totals"][number]) => [
  reference.values,
  current.values,
];

const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0);

function oneSided(all: readonly Segment[]): Required<DriftReport>["segments"] {
  const names = (segments: readonly Segment[]) => segments.map(({ name }) => name);
  return {
    referenceOnly: names(all.filter(({ currentRows }) => currentRows === 0)),
    currentOnly: names(all.filter(({ referenceRows }) => referenceRows === 0)),
  };
}
