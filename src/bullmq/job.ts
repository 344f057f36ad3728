/**
 * The payload of the queue: paths below a root that all machines share, and row ranges; never data.
 * Everything read from Redis is checked before use, since anybody may have written it.
 */
import { createHash } from "node:crypto";
import { rejectKind, requireKind, requirePositiveInteger, requireValue } from "../check";
import { type BadRowPolicy, POLICIES } from "../score/bad-rows";
import { checkSpec, type ScoreSpec } from "../score/spec";
import { VERSION } from "../version";

/** One submission. */
export interface Run {
  /** the data file, relative to the root */
  readonly input: string;
  /** the folder of the parts, relative to the root */
  readonly output: string;
  /** without the cost, which is a file of its own */
  readonly spec: ScoreSpec;
  /** the file of the ground cost of "emd", with its hash at submission */
  readonly cost?: { readonly file: string; readonly sha256: string };
  readonly onBadRow: BadRowPolicy;
  /** of the input at submission */
  readonly rows: number;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly rowsPerJob: number;
}

/** One job: to make a part of a run, or the manifest that ends it. */
export interface Job {
  readonly run: Run;
  /** undefined for the manifest */
  readonly part?: number;
}

/** Equal for equal work: a queue accepts an id only once, and existing parts are kept. */
export function runId(run: Run): string {
  const { input, output, spec, cost, onBadRow, rows, bytes, modifiedMs, rowsPerJob } = run;
  const work = [ordered(spec), cost?.sha256 ?? null, onBadRow, rowsPerJob];
  const identity = [VERSION, input, output, rows, bytes, modifiedMs, ...work];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 32);
}

export function jobId(job: Job): string {
  return `${runId(job.run)}-${job.part === undefined ? "manifest" : job.part}`;
}

export function partCount({ rows, rowsPerJob }: Run): number {
  return Math.ceil(rows / rowsPerJob);
}

/** The rows of a part, counted from 0. */
export function rangeOf({ rows, rowsPerJob }: Run, part: number): { from: number; to: number } {
  return { from: part * rowsPerJob, to: Math.min(rows, (part + 1) * rowsPerJob) };
}

/** @throws TypeError or RangeError if the value is not a valid job */
export function checkJob(value: unknown): Job {
  const fn = "score job";
  requireObject(fn, "job", value);
  const { run, part } = value as unknown as Job;
  requireObject(fn, "run", run);
  for (const name of ["input", "output"] as const) requireText(fn, name, run[name]);
  const isCount = (x: number) => Number.isSafeInteger(x) && x >= 0;
  requireValue(fn, "rows", run.rows, isCount, "a whole number ≥ 0");
  requireValue(fn, "bytes", run.bytes, isCount, "a whole number ≥ 0");
  requireValue(fn, "modifiedMs", run.modifiedMs, Number.isFinite, "a time");
  requirePositiveInteger(fn, "rowsPerJob", run.rowsPerJob);
  requireKind(fn, "onBadRow", run.onBadRow, POLICIES);
  requireObject(fn, "spec", run.spec);
  const { cost, order } = run.spec;
  if (cost !== undefined) rejectKind(fn, "spec.cost", cost, "a cost in a file of its own");
  const spec = order === null ? { ...run.spec, order: Infinity } : run.spec; // JSON writes Infinity as null
  if (run.cost !== undefined) {
    requireObject(fn, "cost", run.cost);
    requireText(fn, "cost.file", run.cost.file);
    requireText(fn, "cost.sha256", run.cost.sha256);
  }
  checkSpec(fn, run.cost ? { ...spec, cost: [0] } : spec); // [0] is a placeholder for the file
  if (part === undefined) return { run: { ...run, spec } };
  const isPart = (x: number) => Number.isInteger(x) && x >= 0 && x < partCount(run);
  requireValue(fn, "part", part, isPart, `a whole number below ${partCount(run)}`);
  return { run: { ...run, spec }, part };
}

function requireObject(fn: string, name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) rejectKind(fn, name, value, "an object");
}

function requireText(fn: string, name: string, value: unknown): void {
  if (typeof value !== "string" || value === "") rejectKind(fn, name, value, "a text");
}

/** The object with sorted keys, so that equal objects give the same JSON. */
function ordered(value: object): unknown {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
