/**
 * Scores a data file into a data file, through DuckDB. First, the histograms are streamed to the kernels and
 * the results collected in a table, which DuckDB moves to disk if memory is short. Then the input's other
 * columns and the results are written side by side, in the order of the input.
 */
import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBResult,
} from "@duckdb/node-api";
import { copyTo, openTable } from "../duckdb/files";
import { identifier, isJson } from "../duckdb/formats";
import { slicesOf } from "../duckdb/lists";
import { loadDuckDB } from "../duckdb/peer";
import type { BadRows } from "./bad-rows";
import type { Batch } from "./batch";
import { inOrder } from "./pipeline";
import type { Scorer } from "./scorer";
import type { ScoreSpec } from "./spec";

export interface FilesOptions {
  /** another connection to the same database: it stores results while the first one reads the input */
  readonly second: DuckDBConnection;
  readonly spec: ScoreSpec;
  readonly scorer: Scorer;
  readonly bad: BadRows;
  readonly signal: AbortSignal;
  /** the rows to score, counted from 0; default all */
  readonly range?: { readonly from: number; readonly to: number };
  /** called with the number of rows scored so far */
  onRows(rows: number): void;
}

/** Writes `output` in place; returns its number of rows. */
export async function scoreFile(
  connection: DuckDBConnection,
  input: string,
  output: string,
  options: FilesOptions,
): Promise<number> {
  const { spec, bad, signal } = options;
  const table = rangeOf(await openTable(connection, input), options.range);
  const kept = await otherColumns(connection, table, input, spec);
  const before = bad.count;
  const rows = await fillScores(connection, table, options);
  const columns = [
    ...kept.map(({ name, type }) => outputExpression("input", name, type, output)),
    ...spec.measures.map((measure) => outputExpression("scores", measure, "DOUBLE", output)),
  ];
  const good = `coalesce(scores.good, error('the input has changed while it was read'))`;
  const filter = bad.policy === "skip" ? good : `${good} IS NOT NULL`;
  const both = `${table} AS input POSITIONAL JOIN scores`;
  const sql = `SELECT ${columns.join(", ")} FROM ${both} WHERE ${filter}`;
  await copyTo(connection, sql, output, { signal });
  return bad.policy === "skip" ? rows - (bad.count - before) : rows;
}

/** The SQL of an output column. JSON has no infinity and no NaN: they are a text and null, as in lines.ts. */
function outputExpression(table: string, column: string, type: string, output: string): string {
  const name = identifier(column);
  const value = `${table}.${name}`;
  if (!isJson(output) || !/^(DOUBLE|FLOAT)$/.test(type)) return value;
  const text = `to_json(if(${value} > 0, 'Infinity', '-Infinity'))`;
  const number = `CASE WHEN isnan(${value}) THEN NULL ELSE to_json(${value}) END`;
  return `CASE WHEN isinf(${value}) THEN ${text} ELSE ${number} END AS ${name}`;
}

function rangeOf(table: string, range: FilesOptions["range"]): string {
  if (!range) return table;
  return `(SELECT * FROM ${table} LIMIT ${range.to - range.from} OFFSET ${range.from})`;
}

/** Types of columns that may hold lists: list types, and text such as "[1, 2]". */
const LISTS = /\]$|^(VARCHAR|JSON)$/;

/** The columns that pass through unchanged, after a check that the others can be read and written. */
async function otherColumns(
  connection: DuckDBConnection,
  table: string,
  input: string,
  { p, q = p, measures }: ScoreSpec,
): Promise<{ name: string; type: string }[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  const types = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
  const names = [...types.keys()];
  for (const name of [p, q]) {
    const type = types.get(name);
    if (type === undefined) {
      throw new RangeError(`${input} has no column "${name}", but ${names.join(", ")}`);
    }
    if (LISTS.test(type)) continue;
    throw new TypeError(`${input}: column "${name}" is ${type}, expected lists of numbers`);
  }
  const kept = names.filter((name) => name !== p && name !== q);
  // DuckDB ignores the case of names.
  const lower = kept.map((name) => name.toLowerCase());
  const taken = measures.find((measure) => lower.includes(measure));
  if (taken) throw new RangeError(`${input} has a column "${taken}" already; rename one of them`);
  return kept.map((name) => ({ name, type: types.get(name) as string }));
}

/** Fills the table scores: one row for each row of the input, good or bad, in order. */
async function fillScores(
  connection: DuckDBConnection,
  table: string,
  options: FilesOptions,
): Promise<number> {
  const { spec, scorer, signal, second } = options;
  const doubles = spec.measures.map((measure) => `${identifier(measure)} DOUBLE`);
  await second.run(`CREATE TABLE scores (good BOOLEAN, ${doubles.join(", ")})`);
  const appender = await second.createAppender("scores");
  const names = [spec.p, spec.q ?? spec.p].map(identifier);
  const lists = names.map((name) => `TRY_CAST(${name} AS DOUBLE[])`);
  const texts = names.map((name, k) => `CASE WHEN ${lists[k]} IS NULL THEN ${name}::VARCHAR END`);
  const result = await connection.stream(`SELECT ${[...lists, ...texts].join(", ")} FROM ${table}`);
  let rows = 0;
  const batches = inOrder(batchesOf(result, options), (batch) => scorer.score(batch));
  for await (const [batch, columns] of batches) {
    signal.throwIfAborted();
    await append(appender, batch, columns);
    rows += batch.rows;
    options.onRows(rows);
  }
  appender.closeSync();
  return rows;
}

async function* batchesOf(
  result: DuckDBResult,
  { scorer, bad, range }: FilesOptions,
): AsyncGenerator<Batch> {
  let batch = scorer.newBatch();
  let number = range?.from ?? 0;
  for await (const chunk of chunksOf(result)) {
    const p = slicesOf(chunk, 0);
    const q = slicesOf(chunk, 1);
    const { rowCount } = chunk; // a call into DuckDB
    const textOf = (column: number, row: number) => chunk.getColumnVector(column).getItem(row);
    for (let row = 0; row < rowCount; row++) {
      number++;
      const wrong = batch.add(p(row) ?? textOf(2, row), q(row) ?? textOf(3, row));
      if (wrong !== undefined) bad.report(number, wrong);
      if (!batch.isFull) continue;
      yield batch;
      batch = scorer.newBatch();
    }
  }
  if (batch.rows > 0) yield batch;
}

/** The chunks of a result. The next one is fetched while the current one is used. */
async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const next = result.fetchChunk();
    next.catch(() => {}); // the query may be aborted before anybody awaits it
    yield chunk;
    chunk = await next;
  }
}

/** The largest number of rows in a chunk of an appender. */
const CHUNK = 2048;

async function append(
  appender: DuckDBAppender,
  batch: Batch,
  columns: readonly Float64Array[],
): Promise<void> {
  const { BOOLEAN, DOUBLE, DuckDBDataChunk } = await loadDuckDB();
  const types = [BOOLEAN, ...columns.map(() => DOUBLE)];
  for (let from = 0; from < batch.rows; from += CHUNK) {
    const chunk = DuckDBDataChunk.create(types, Math.min(CHUNK, batch.rows - from));
    const rows = Array.from({ length: chunk.rowCount }, (_, k) => from + k);
    chunk.setColumnValues(
      0,
      rows.map((row) => batch.isGood(row)),
    );
    columns.forEach((column, m) => {
      const values = rows.map((row) => (batch.isGood(row) ? column[row] : null));
      chunk.setColumnValues(m + 1, values);
    });
    appender.appendDataChunk(chunk);
  }
}
