/** Arrow IPC files as tables of DuckDB. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { RecordBatch } from "apache-arrow";
import { type Batches, openBatches } from "./batches";
import { columnOf } from "./columns";
import { loadLibraries } from "./libraries";
import type { Column, Libraries } from "./vectors";

const CHUNK = 2048; // rows of a DuckDB vector

let registered = 0;

/**
 * Makes an Arrow IPC file or stream readable on this connection; returns the table expression. Every scan
 * reads the file again, in order and one record batch at a time, and converts only the columns of the query.
 */
export async function registerArrow(connection: DuckDBConnection, path: string): Promise<string> {
  const libraries = await loadLibraries();
  const batches = openBatches(libraries.arrow, path);
  const columns = batches.schema.fields.map(({ name, type }) => columnOf(libraries, name, type));
  const name = `read_arrow_${++registered}`;
  connection.registerTableFunction(tableFunction(libraries, name, batches, columns));
  return `${name}()`;
}

/** The state of a scan. */
interface Scan {
  readonly columns: readonly number[]; // the columns of the query, in the order of the output
  readonly batches: Iterator<RecordBatch>;
  batch: RecordBatch | undefined;
  row: number; // the next row of the batch
}

function tableFunction(
  { duckdb, raw }: Libraries,
  name: string,
  batches: Batches,
  columns: readonly Column[],
) {
  return duckdb.DuckDBTableFunction.create({
    name,
    supportsProjectionPushdown: true,
    bindFunction(info) {
      for (const [i, { type }] of columns.entries()) {
        info.addResultColumn(batches.schema.fields[i]?.name ?? "", type);
      }
    },
    initFunction(info) {
      info.setMaxThreads(1);
      const scan: Scan = {
        columns: info.getColumnIndexes(),
        batches: batches[Symbol.iterator](),
        batch: undefined,
        row: 0,
      };
      info.setInitData(scan);
    },
    mainFunction(info, output) {
      const scan = info.initData as Scan;
      const count = advance(scan);
      output.rowCount = count;
      if (count === 0 || !scan.batch) return;
      for (const [i, index] of scan.columns.entries()) {
        const data = scan.batch.data.children[index];
        const column = columns[index];
        // For a query without columns, count(*), DuckDB still expects one to be filled.
        if (data && column) {
          column.fill(raw.data_chunk_get_vector(output.chunk, i), data, scan.row, count);
        }
      }
      scan.row += count;
    },
  });
}

/** Moves on to the next batch with rows if needed; returns the number of rows to copy. */
function advance(scan: Scan): number {
  while (!scan.batch || scan.row >= scan.batch.numRows) {
    const { done, value } = scan.batches.next();
    if (done) return 0;
    scan.batch = value;
    scan.row = 0;
  }
  return Math.min(CHUNK, scan.batch.numRows - scan.row);
}
