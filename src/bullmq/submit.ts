/** Splits a data file into jobs and queues them. */
import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobsOptions, Queue, Job as QueueJob } from "bullmq";
import { requireKind, requirePositiveInteger } from "../check";
import { requireOptions } from "../check-options";
import { withDatabase } from "../duckdb/database";
import { countRows, openTable } from "../duckdb/files";
import { requireCostFormat } from "../files/cost-file";
import { type BadRowPolicy, POLICIES } from "../score/bad-rows";
import { checkSpec, type ScoreSpec } from "../score/spec";
import { checkJob, type Job, jobId, partCount, type Run, runId } from "./job";
import { type Manifest, readManifest } from "./manifest";
import { fingerprint, isOld, readReceipt } from "./part";
import { confined } from "./paths";
import { checkQueue, type QueueOptions } from "./queue";
import { type ReachOptions, withQueue } from "./reach";

export interface SubmitOptions extends QueueOptions {
  /** the folder that all machines share; paths are relative to it and stay below it */
  readonly root: string;
  /** the data file */
  readonly input: string;
  /** the folder that receives the parts and the manifest */
  readonly output: string;
  readonly spec: Omit<ScoreSpec, "cost">;
  /** "emd": the file of the ground cost, a matrix of numbers as text or .npy */
  readonly cost?: string | undefined;
  /** default "fail": the run fails at the first row that cannot be scored */
  readonly onBadRow?: BadRowPolicy | undefined;
  /** default 100,000 */
  readonly rowsPerJob?: number | undefined;
  /** the largest number of waiting jobs; more are added as workers take these. Default 1,000 */
  readonly maxWaiting?: number | undefined;
  /** attempts of a job before the run fails, with pauses of 1 s, 2 s, 4 s, … Default 5 */
  readonly attempts?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** called with "error" when Redis is lost; submission waits for it to return */
  readonly onEvent?: (event: string, detail: string) => void;
}

/** The names of SubmitOptions. */
const SUBMIT_OPTIONS: readonly (keyof SubmitOptions)[] = [
  "connection",
  "queue",
  "root",
  "input",
  "output",
  "spec",
  "cost",
  "onBadRow",
  "rowsPerJob",
  "maxWaiting",
  "attempts",
  "signal",
  "onEvent",
];

export interface Submission {
  /** equal for equal work */
  readonly id: string;
  readonly parts: number;
  /** jobs added by this call; none for parts that exist or are queued already */
  readonly added: number;
  /** waits for the manifest; rejects when a job has failed permanently */
  finished(signal?: AbortSignal): Promise<Manifest>;
}

const DAY = 24 * 3600;
/** The pause between two polls of the queue. */
const PAUSE_MS = 200;

/**
 * Queues the scoring of a data file for any number of workers (createScoreWorker) on any number of
 * machines. At-least-once execution, effectively-once output: the same submission again adds only what is
 * missing, and gives the same bytes.
 *
 * @throws TypeError or RangeError for invalid options and for paths out of the root; Error if Redis cannot
 * be reached
 */
export async function submitScore(options: SubmitOptions): Promise<Submission> {
  const fn = "submitScore";
  requireOptions(fn, options, SUBMIT_OPTIONS);
  const { root, maxWaiting = 1000, attempts = 5, signal } = options;
  checkQueue(fn, options);
  requirePositiveInteger(fn, "maxWaiting", maxWaiting);
  requirePositiveInteger(fn, "attempts", attempts);
  const run = await describe(options);
  const parts = partCount(run);
  const added = await withQueue(fn, options, async (queue) => {
    let count = 0;
    for (let part = 0; part < parts; part++) {
      signal?.throwIfAborted();
      if (await readReceipt(run, part, root)) continue;
      await waitForCapacity(queue, maxWaiting, signal);
      count += await add(queue, { run, part }, attempts);
    }
    if (await readManifest(run, root)) return count;
    await waitForCapacity(queue, maxWaiting, signal);
    return count + (await add(queue, { run }, attempts));
  });
  const finished = (until?: AbortSignal) => waitFor(run, { ...options, signal: until });
  return { id: runId(run), parts, added, finished };
}

async function waitForCapacity(
  queue: Queue<Job>,
  maxWaiting: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  while ((await queue.getWaitingCount()) >= maxWaiting) await pause(signal);
}

/** Makes the run that all jobs carry. */
async function describe(options: SubmitOptions): Promise<Run> {
  const fn = "submitScore";
  const { root, input, output, spec, onBadRow = "fail", rowsPerJob = 100_000 } = options;
  requireKind(fn, "onBadRow", onBadRow, POLICIES);
  requirePositiveInteger(fn, "rowsPerJob", rowsPerJob);
  checkSpec(fn, options.cost === undefined ? spec : { ...spec, cost: [0] });
  if (options.cost !== undefined) requireCostFormat(options.cost);
  const path = await confined(root, input);
  await confined(root, output);
  const { size: bytes, mtimeMs: modifiedMs } = await stat(path);
  const rows = await withDatabase({ signal: options.signal }, async (db) =>
    countRows(db, await openTable(db, path)),
  );
  const run: Run = { input, output, spec, onBadRow, rows, bytes, modifiedMs, rowsPerJob };
  if (options.cost === undefined) return asWorkersSee(run);
  const { sha256 } = await fingerprint(await confined(root, options.cost));
  return asWorkersSee({ ...run, cost: { file: options.cost, sha256 } });
}

/** The run after JSON, as workers get it, checked: an invalid one is refused here. */
function asWorkersSee(run: Run): Run {
  return checkJob(JSON.parse(JSON.stringify({ run }))).run;
}

/** Adds the job unless it is queued; returns 0 or 1. A finished job without output is retried. */
async function add(queue: Queue<Job>, job: Job, attempts: number): Promise<number> {
  const id = jobId(job);
  const known = await queue.getJob(id);
  if (known) return again(known);
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

/** Retries the job in one step, so that a waiting manifest job never misses it. */
async function again(known: QueueJob<Job>): Promise<number> {
  const state = await known.getState();
  if (state !== "completed" && state !== "failed") return 0;
  try {
    await known.retry(state, { resetAttemptsMade: true, resetAttemptsStarted: true });
    return 1;
  } catch (error) {
    if ((await known.getState()) === state) throw error;
    return 0; // another submitter has retried it
  }
}

async function waitFor(
  run: Run,
  options: Pick<SubmitOptions, "root"> & ReachOptions,
): Promise<Manifest> {
  return withQueue("finished", options, async (queue) => {
    for (;;) {
      const job = await queue.getJob(jobId({ run }));
      const state = job ? await job.getState() : "unknown";
      const manifest = await readManifest(run, options.root);
      if (manifest) return manifest;
      if (state === "failed") throw new Error(`the run failed: ${job?.failedReason}`);
      if (state === "unknown" || (state === "completed" && isOld(job?.finishedOn))) {
        throw new Error("the run has no manifest and is not in the queue; submit it again");
      }
      await pause(options.signal);
    }
  });
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await sleep(PAUSE_MS, undefined, { signal });
}
