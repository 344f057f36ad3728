/** Takes jobs from the queue and makes parts and manifests of them. */
import {
  DelayedError,
  type Queue,
  type Job as QueueJob,
  UnrecoverableError,
  WaitingError,
  Worker,
} from "bullmq";
import { requirePositiveInteger } from "../check";
import { Pool } from "../pool/pool";
import { checkJob, type Job, jobId, partsOf, type Run } from "./job";
import { type Manifest, makeManifest } from "./manifest";
import { makePart, type Receipt, readReceipt } from "./part";
import { type Connection, connectionOf, openQueue, QUEUE } from "./queue";

export interface ScoreWorkerOptions {
  readonly connection: Connection;
  /** the queue's name; "wasmstein-score" by default */
  readonly queue?: string;
  /** the folder that all machines share; no job reaches out of it */
  readonly root: string;
  /** jobs at a time; default 1, whose kernels already use all processors */
  readonly concurrency?: number;
  /** kernel threads; one per processor by default */
  readonly threads?: number;
  /** what DuckDB may take for each job, such as "512MB" */
  readonly memoryLimit?: string;
  /** after how many milliseconds without a sign of life a job is another worker's. Default 30,000 */
  readonly lockDuration?: number;
  /** told what happens: "completed", "failed", "error" */
  readonly onEvent?: (event: string, detail: string) => void;
}

export interface ScoreWorker {
  /** gives back what is under way, takes no more, and ends */
  close(): Promise<void>;
}

/** Until a manifest looks again whether all parts are there. */
const PATIENCE_MS = 500;
/** Workers that may die over a job before it counts as failed. */
const DEATHS = 10;

/**
 * Starts a worker. Kernels run on threads of their own, so the event loop is free to renew locks.
 *
 * @throws RangeError for options that cannot be
 */
export function createScoreWorker(options: ScoreWorkerOptions): ScoreWorker {
  const fn = "createScoreWorker";
  const { connection, root, concurrency = 1, threads, lockDuration = 30_000, onEvent } = options;
  requirePositiveInteger(fn, "concurrency", concurrency);
  requirePositiveInteger(fn, "lockDuration", lockDuration);
  const name = options.queue ?? QUEUE;
  const pool = new Pool(threads === undefined ? {} : { size: threads });
  const stop = new AbortController();
  const queue = openQueue(connection, name);
  const memory = options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit };
  const hand = { root, pool, signal: stop.signal, ...memory };

  const process = async (job: QueueJob<Job>, token?: string): Promise<Receipt | Manifest> => {
    const { run, part } = checked(job.data);
    if (part === undefined) return endRun(run, root, queue, job, token);
    try {
      return await makePart(run, part, hand);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = new Worker<Job, Receipt | Manifest>(name, process, {
    connection: connectionOf(connection),
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
      stop.abort(new Error("the worker is closing"));
      await worker.close();
      await queue.close();
      await pool.close();
    },
  };
}

/** A payload that is wrong will not get better. */
function checked(payload: unknown): Job {
  try {
    return checkJob(payload);
  } catch (error) {
    throw new UnrecoverableError((error as Error).message);
  }
}

/** The manifest, once all parts are there; until then the job waits. */
async function endRun(
  run: Run,
  root: string,
  queue: Queue<Job>,
  job: QueueJob<Job>,
  token: string | undefined,
): Promise<Manifest> {
  const manifest = await makeManifest(run, root);
  if (manifest) return manifest;
  for (let part = 0; part < partsOf(run); part++) {
    const known = await queue.getJob(jobId({ run, part }));
    if (!(await known?.isFailed()) || (await readReceipt(run, part, root))) continue;
    throw new UnrecoverableError(`part ${part}: ${known?.failedReason}`);
  }
  await job.moveToDelayed(Date.now() + PATIENCE_MS, token);
  throw new DelayedError();
}
