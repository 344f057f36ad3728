/**
 * Scores NDJSON into NDJSON, row by row, in order. Numbers that a double cannot hold, such as 64-bit keys,
 * pass through unchanged.
 */
import { addAbortSignal, type Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse as parseExact, stringify as stringifyExact } from "lossless-json";
import type { BadRows } from "./bad-rows";
import type { Batch } from "./batch";
import { inOrder } from "./pipeline";
import type { Scorer } from "./scorer";
import type { ScoreSpec } from "./spec";

type Row = Record<string, unknown>;

/** Characters of input at which a batch is full, even if it has few weights. */
const CHARACTERS = 2 ** 24;

/** The lines of one batch: the histograms in `batch`, the rest in `rows`. */
interface Lines {
  readonly batch: Batch;
  /** the objects without the histograms */
  readonly rows: Row[];
  /** whether lossless-json must write the row */
  readonly exact: boolean[];
}

export interface LinesOptions {
  readonly spec: ScoreSpec;
  readonly scorer: Scorer;
  readonly bad: BadRows;
  readonly signal: AbortSignal;
  /** called with the number of rows written so far */
  onRows(rows: number): void;
}

/** Ends `output` when all is written; returns its number of rows. */
export async function scoreLines(
  input: Readable,
  output: Writable,
  options: LinesOptions,
): Promise<number> {
  const { spec, scorer, bad, signal } = options;
  let written = 0;
  const batches = inOrder(batchesOf(input, options), ({ batch }) => scorer.score(batch));
  const texts = async function* () {
    for await (const [lines, columns] of batches) {
      const results = render(lines, columns, spec, bad);
      yield results.join("");
      written += results.length;
      options.onRows(written);
    }
  };
  await pipeline(texts, output, { signal });
  return written;
}

async function* batchesOf(
  input: Readable,
  { spec, scorer, bad, signal }: LinesOptions,
): AsyncGenerator<Lines> {
  const { p, q = p, measures } = spec;
  const start = (): Lines => ({ batch: scorer.newBatch(), rows: [], exact: [] });
  let lines = start();
  let characters = 0;
  let number = 0;
  for await (const text of linesOf(input, signal)) {
    const line = text.trim(); // also removes a byte order mark
    if (line === "") continue;
    number++;
    const exact = BIG_INTEGER.test(line);
    const row = parse(line, number, exact);
    const wrong = lines.batch.add(row[p], row[q]);
    if (wrong !== undefined) bad.report(number, wrong);
    delete row[p];
    delete row[q];
    const taken = measures.find((measure) => Object.hasOwn(row, measure));
    if (taken) throw new RangeError(`row ${number}: it has a column "${taken}" already`);
    lines.rows.push(row);
    lines.exact.push(exact);
    characters += line.length;
    if (!lines.batch.isFull && characters < CHARACTERS) continue;
    yield lines;
    lines = start();
    characters = 0;
  }
  if (lines.rows.length > 0) yield lines;
}

/** An integer of 16 digits or more, which a double may not hold. */
const BIG_INTEGER = /[[:,\s]-?\d{16,}\s*[,\]}]/;

function parse(line: string, number: number, exact: boolean): Row {
  let row: unknown;
  try {
    row = exact ? parseExact(line, undefined, EXACT) : JSON.parse(line);
  } catch (error) {
    throw new RangeError(`row ${number}: it is no JSON: ${(error as Error).message}`);
  }
  if (typeof row === "object" && row !== null && !Array.isArray(row)) return row as Row;
  throw new RangeError(`row ${number}: it is ${line.slice(0, 40)}, expected a JSON object`);
}

/** As in JSON.parse, the last of several entries with the same name counts. */
const EXACT = {
  parseNumber: exactNumber,
  onDuplicateKey: ({ newValue }: { newValue: unknown }) => newValue,
};

/** A number, or a BigInt for an integer that a number cannot hold. */
function exactNumber(text: string): number | bigint {
  const isBig = /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text));
  return isBig ? BigInt(text) : Number(text);
}

/** The lines of the output. */
function render(
  { batch, rows, exact }: Lines,
  columns: Float64Array[],
  { measures }: ScoreSpec,
  bad: BadRows,
): string[] {
  const results: string[] = [];
  rows.forEach((row, k) => {
    if (bad.policy === "skip" && !batch.isGood(k)) return;
    measures.forEach((measure, m) => {
      row[measure] = jsonNumber(columns[m][k]);
    });
    results.push(`${exact[k] ? stringifyExact(row) : JSON.stringify(row)}\n`);
  });
  return results;
}

/** JSON has no infinity: the string "Infinity" stands for it, which Number() reads. */
function jsonNumber(value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  return Number.isFinite(value) ? value : String(value);
}

/** Lines end with \n only: JSON may contain the other separators that Node's readline splits at. */
async function* linesOf(input: Readable, signal: AbortSignal): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  // The signal also ends the wait for a chunk that never comes.
  for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const tail = chunk.subarray(from, at);
      yield (rest.length === 0 ? tail : Buffer.concat([...rest, tail])).toString();
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString();
}
