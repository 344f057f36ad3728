/** Processes the jobs of the queue: makes parts and manifests. */
import { statSync } from "node:fs";
import {
  DelayedError,
  type Queue,
  type Job as QueueJob,
  UnrecoverableError,
  WaitingError,
  Worker,
} from "bullmq";
import { rejectKind, requirePositiveInteger } from "../check";
import { requireOptions } from "../check-options";
import { Pool } from "../pool/pool";
import { VERSION } from "../version";
import { checkJob, type Job, jobId, partCount, type Run } from "./job";
import { makeManifest } from "./manifest";
import { isOld, makePart, readReceipt } from "./part";
import { checkQueue, connectionOf, openQueue, type QueueOptions } from "./queue";
import { isReachable } from "./reach";

export interface ScoreWorkerOptions extends QueueOptions {
  /** the folder that all machines share; jobs cannot name files outside it */
  readonly root: string;
  /** jobs at a time; default 1, which already uses all processors */
  readonly concurrency?: number | undefined;
  /** kernel threads; one per processor by default */
  readonly threads?: number | undefined;
  /** memory limit for DuckDB in each job, such as "512MB" */
  readonly memoryLimit?: string | undefined;
  /** milliseconds without a sign of life after which another worker gets the job. Default 30,000 */
  readonly lockDuration?: number | undefined;
  /** called with "completed", "failed" or "error" */
  readonly onEvent?: (event: string, detail: string) => void;
}

/** The names of ScoreWorkerOptions. */
const WORKER_OPTIONS: readonly (keyof ScoreWorkerOptions)[] = [
  "connection",
  "queue",
  "root",
  "concurrency",
  "threads",
  "memoryLimit",
  "lockDuration",
  "onEvent",
];

export interface ScoreWorker {
  /** returns unfinished jobs to the queue and stops */
  close(): Promise<void>;
}

/** The shortest pause before a manifest job checks again whether all parts exist. */
const PATIENCE_MS = 500;
/** States of a job that will not write its part any more. */
const ENDED = ["failed", "unknown"];
/** How many workers may die on a job before it fails. */
const DEATHS = 10;

/**
 * Starts a worker. Kernels run on threads of their own, so the event loop is free to renew locks.
 *
 * @throws TypeError or RangeError for invalid options
 */
export function createScoreWorker(options: ScoreWorkerOptions): ScoreWorker {
  const fn = "createScoreWorker";
  requireOptions(fn, options, WORKER_OPTIONS);
  const { connection, root, concurrency = 1, threads, lockDuration = 30_000, onEvent } = options;
  requirePositiveInteger(fn, "concurrency", concurrency);
  requirePositiveInteger(fn, "lockDuration", lockDuration);
  const name = checkQueue(fn, options);
  requireFolder(fn, root);
  const pool = new Pool({ size: threads });
  const stop = new AbortController();
  let isClosed = false;
  const queue = openQueue(connection, name);
  const partOptions = { root, pool, signal: stop.signal, memoryLimit: options.memoryLimit };

  const process = async (job: QueueJob<Job>, token?: string): Promise<void> => {
    const { run, part } = parseJob(job);
    try {
      if (part === undefined) await endRun(run, root, queue, job, token);
      else await makePart(run, part, partOptions);
    } catch (error) {
      if (part === undefined || !stop.signal.aborted) throw asPermanent(error);
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = new Worker<Job, void>(name, process, {
    connection: connectionOf(connection, () => isClosed),
    concurrency,
    lockDuration,
    stalledInterval: lockDuration,
    maxStalledCount: DEATHS,
  });
  worker.on("completed", (job) => onEvent?.("completed", String(job.id)));
  worker.on("failed", (job, error) => onEvent?.("failed", `${job?.id}: ${error.message}`));
  const onError = (error: Error) => onEvent?.("error", error.message);
  worker.on("error", onError);
  queue.on("error", onError);
  return {
    async close() {
      await worker.pause(true); // takes no more jobs
      stop.abort(new Error("the worker is closing"));
      const force = !(await isReachable(queue)); // without Redis no job can be returned: its lock expires
      isClosed = force;
      await worker.close(force);
      await queue.getBackend().close(force);
      await pool.close();
    },
  };
}

/** Without its root, a worker would fail every job it takes. */
function requireFolder(fn: string, root: unknown): void {
  if (typeof root !== "string") rejectKind(fn, "root", root, "a folder");
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new RangeError(`${fn}: root is "${root}", expected an existing folder`);
}

/** The job of a payload. An invalid payload fails permanently. */
function parseJob(job: QueueJob<unknown>): Job {
  try {
    const work = checkJob(job.data);
    if (job.id === jobId(work)) return work;
  } catch (error) {
    throw new UnrecoverableError((error as Error).message);
  }
  const remedy = `was it submitted by another version than ${VERSION}? submit it again`;
  throw new UnrecoverableError(`the id ${job.id} is not that of the work; ${remedy}`);
}

/** Invalid values fail permanently, too; I/O and memory errors are retried. */
function asPermanent(error: unknown): unknown {
  const isInvalidValue = error instanceof TypeError || error instanceof RangeError;
  if (!isInvalidValue || /alloc/i.test(error.message)) return error;
  return new UnrecoverableError(error.message);
}

/** Writes the manifest if all parts exist; otherwise delays the job. */
async function endRun(
  run: Run,
  root: string,
  queue: Queue<Job>,
  job: QueueJob<Job>,
  token: string | undefined,
): Promise<void> {
  const start = performance.now();
  if (await makeManifest(run, root)) return;
  for (let part = 0; part < partCount(run); part++) {
    const known = await queue.getJob(jobId({ run, part }));
    const state = known ? await known.getState() : "unknown";
    const hasEnded = state === "completed" ? isOld(known?.finishedOn) : ENDED.includes(state);
    if (!hasEnded || (await readReceipt(run, part, root))) continue;
    const gone = "it does not exist and is not in the queue; submit it again";
    const why = state === "failed" ? known?.failedReason : gone;
    throw new UnrecoverableError(`part ${part}: ${why}`);
  }
  const pause = Math.max(PATIENCE_MS, 10 * (performance.now() - start)); // checking many parts takes time
  await job.moveToDelayed(Date.now() + Math.ceil(pause), token);
  throw new DelayedError();
}
