/** Splits a data file into jobs and queues them. */

import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobsOptions, Queue } from "bullmq";
import { requireKind, requirePositiveInteger } from "../check";
import { withDatabase } from "../duckdb/database";
import { countRows, openTable } from "../duckdb/files";
import { type BadRowPolicy, POLICIES } from "../score/bad-rows";
import { checkSpec, type ScoreSpec } from "../score/spec";
import { type Job, jobId, partsOf, type Run, runId } from "./job";
import { type Manifest, readManifest } from "./manifest";
import { fingerprint, readReceipt } from "./part";
import { confined } from "./paths";
import { type Connection, openQueue } from "./queue";

export interface SubmitOptions {
  readonly connection: Connection;
  /** the queue's name; "wasmstein-score" by default */
  readonly queue?: string;
  /** the folder that all machines share; paths are relative to it and stay below it */
  readonly root: string;
  /** the data file */
  readonly input: string;
  /** the folder that receives the parts and the manifest */
  readonly output: string;
  readonly spec: Omit<ScoreSpec, "cost">;
  /** "emd": the file of the ground cost, .csv or .npy */
  readonly cost?: string;
  /** default "fail": the run stops at the first row that cannot be scored */
  readonly onBadRow?: BadRowPolicy;
  /** default 100,000 */
  readonly rowsPerJob?: number;
  /** jobs that may wait in the queue; more are added as these are taken. Default 1,000 */
  readonly maxWaiting?: number;
  /** attempts of a job before the run fails, with pauses of 1 s, 2 s, 4 s, … Default 5 */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

export interface Submission {
  /** the same for the same work */
  readonly id: string;
  readonly parts: number;
  /** jobs that were added now; parts that are there, or in the queue, are not added again */
  readonly added: number;
  /** waits for the manifest; rejects when a job has failed for good */
  finished(signal?: AbortSignal): Promise<Manifest>;
}

const DAY = 24 * 3600;
/** Between looks at the queue. */
const PAUSE_MS = 200;

/**
 * Queues the scoring of a data file; any number of workers (createScoreWorker) on any number of machines
 * do it. At-least-once execution, effectively-once output: the same submission, made again, adds only
 * what is missing, and gives the same bytes.
 *
 * @throws TypeError or RangeError for options that cannot be, and for paths that leave the root
 */
export async function submitScore(options: SubmitOptions): Promise<Submission> {
  const run = await describe(options);
  const { connection, root, maxWaiting = 1000, attempts = 5, signal } = options;
  requirePositiveInteger("submitScore", "maxWaiting", maxWaiting);
  requirePositiveInteger("submitScore", "attempts", attempts);
  const queue = openQueue(connection, options.queue);
  const parts = partsOf(run);
  let added = 0;
  try {
    for (let part = 0; part < parts; part++) {
      signal?.throwIfAborted();
      if (await readReceipt(run, part, root)) continue;
      while ((await queue.getWaitingCount()) >= maxWaiting) await pause(signal);
      added += await add(queue, { run, part }, attempts);
    }
    if (!(await readManifest(run, root))) added += await add(queue, { run }, attempts);
  } finally {
    await queue.close();
  }
  const finished = (until?: AbortSignal) => waitFor(run, options, until);
  return { id: runId(run), parts, added, finished };
}

/** The run as its jobs will carry it. */
async function describe(options: SubmitOptions): Promise<Run> {
  const fn = "submitScore";
  const { root, input, output, spec, onBadRow = "fail", rowsPerJob = 100_000 } = options;
  requireKind(fn, "onBadRow", onBadRow, POLICIES);
  requirePositiveInteger(fn, "rowsPerJob", rowsPerJob);
  checkSpec(fn, options.cost === undefined ? spec : { ...spec, cost: [0] });
  const path = await confined(root, input);
  await confined(root, output);
  const { size: bytes, mtimeMs: modifiedMs } = await stat(path);
  const rows = await withDatabase(options.signal ? { signal: options.signal } : {}, async (db) =>
    countRows(db, await openTable(db, path)),
  );
  const run = { input, output, spec, onBadRow, rows, bytes, modifiedMs, rowsPerJob };
  if (options.cost === undefined) return run;
  const { sha256 } = await fingerprint(await confined(root, options.cost));
  return { ...run, cost: { file: options.cost, sha256 } };
}

/** Adds a job that is not under way; answers how many. One that ended without its output goes again. */
async function add(queue: Queue<Job>, job: Job, attempts: number): Promise<number> {
  const id = jobId(job);
  const known = await queue.getJob(id);
  if (known && !(await known.isCompleted()) && !(await known.isFailed())) return 0;
  await known?.remove();
  const options: JobsOptions = {
    jobId: id,
    attempts,
    backoff: { type: "exponential", delay: 1000 },
    removeOnComplete: { age: DAY, count: 10_000 },
    removeOnFail: { age: 7 * DAY },
  };
  await queue.add(job.part === undefined ? "manifest" : "part", job, options);
  return 1;
}

async function waitFor(
  run: Run,
  { connection, queue: name, root }: SubmitOptions,
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const queue = openQueue(connection, name);
  try {
    for (;;) {
      const manifest = await readManifest(run, root);
      if (manifest) return manifest;
      const job = await queue.getJob(jobId({ run }));
      if (await job?.isFailed()) throw new Error(`the run failed: ${job?.failedReason}`);
      await pause(signal);
    }
  } finally {
    await queue.close();
  }
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await sleep(PAUSE_MS, undefined, signal ? { signal } : {});
}
