/**
 * A part of a run: some rows of the input, scored into a file of its own. Its receipt is a file beside it,
 * written last, so a part with a receipt is complete. An existing part is not made again. If two workers
 * make the same part, both files have the same bytes, and the later rename changes nothing: execution is
 * at-least-once, the output effectively-once.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { withDatabase } from "../duckdb/database";
import { readCost } from "../files/cost-file";
import { writeWhole } from "../files/write-whole";
import type { Pool } from "../pool/pool";
import { BadRows } from "../score/bad-rows";
import { scoreFile } from "../score/files";
import { Scorer } from "../score/scorer";
import type { ScoreSpec } from "../score/spec";
import { jobId, type Run, rangeOf } from "./job";
import { confined } from "./paths";

export interface Receipt {
  readonly file: string;
  /** id of the job that made it */
  readonly id: string;
  readonly rows: number;
  readonly badRows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PartOptions {
  readonly root: string;
  readonly pool: Pool;
  readonly signal: AbortSignal;
  /** memory limit for DuckDB, such as "512MB" */
  readonly memoryLimit?: string | undefined;
}

/** Makes the part, unless it exists. */
export async function makePart(run: Run, part: number, options: PartOptions): Promise<Receipt> {
  const existing = await readReceipt(run, part, options.root);
  if (existing) return existing;
  const { root, pool, signal, memoryLimit } = options;
  const input = await confined(root, run.input);
  await requireUnchanged(input, run);
  const folder = await confined(root, run.output);
  await mkdir(folder, { recursive: true });
  const file = nameOf(part);
  const bad = new BadRows(run.onBadRow);
  const spec = await completeSpec(run, root);
  const scoring = { spec, scorer: new Scorer(pool, spec, signal), bad, signal };
  const range = rangeOf(run, part);
  const made = await writeWhole(join(folder, file), async (path) => {
    const rows = await withDatabase({ signal, memoryLimit }, (connection, second) =>
      scoreFile(connection, input, path, { ...scoring, second, range, onRows() {} }),
    );
    await requireUnchanged(input, run);
    return { rows, badRows: bad.count, ...(await fingerprint(path)) };
  });
  const receipt: Receipt = { file, id: jobId({ run, part }), ...made };
  await writeWhole(receiptPath(folder, part), (path) => writeFile(path, JSON.stringify(receipt)));
  return receipt;
}

/** The receipt, if the part exists and was made for this run. */
export async function readReceipt(
  run: Run,
  part: number,
  root: string,
): Promise<Receipt | undefined> {
  const folder = await confined(root, run.output);
  try {
    const receipt = JSON.parse(await readFile(receiptPath(folder, part), "utf8")) as Receipt;
    const { size } = await stat(join(folder, nameOf(part)));
    return receipt.id === jobId({ run, part }) && receipt.bytes === size ? receipt : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

/** How long network file systems may cache that a file does not exist, after another machine wrote it. */
const LAG_MS = 60_000;

/** Whether the files of a job that finished then must be visible on every machine by now. */
export function isOld(finishedOn = 0): boolean {
  return Date.now() - finishedOn > LAG_MS;
}

/** The spec with the cost read from its file, which must be unchanged. */
async function completeSpec({ spec, cost }: Run, root: string): Promise<ScoreSpec> {
  if (!cost) return spec;
  const path = await confined(root, cost.file);
  const { sha256 } = await fingerprint(path);
  if (sha256 === cost.sha256) return { ...spec, cost: await readCost(path) };
  throw new RangeError(`${cost.file} has changed since it was submitted; submit it again`);
}

/** In a changed file, the same row numbers would be other rows. */
async function requireUnchanged(input: string, run: Run): Promise<void> {
  const { size, mtimeMs } = await stat(input);
  if (size === run.bytes && mtimeMs === run.modifiedMs) return;
  throw new RangeError(`${run.input} has changed since it was submitted; submit it again`);
}

function nameOf(part: number): string {
  return `part-${String(part).padStart(6, "0")}.parquet`;
}

function receiptPath(folder: string, part: number): string {
  return join(folder, `.${nameOf(part)}.json`);
}
