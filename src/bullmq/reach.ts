/** Redis may be away. BullMQ then waits for it without end; here is where that has an end. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Queue } from "bullmq";
import type { Job } from "./job";
import { checkQueue, openQueue, type QueueOptions } from "./queue";

export interface ReachOptions extends QueueOptions {
  readonly signal?: AbortSignal | undefined;
  /** told of "error": a connection that is lost is tried again until it is there, or the signal aborted */
  readonly onEvent?: (event: string, detail: string) => void;
}

/** Redis that has not answered for so long is not there. */
const REACH_MS = 5000;

/**
 * Runs `body` with the queue, and closes it. Once reached, Redis may go and come back.
 *
 * @throws Error if Redis cannot be reached at first, and the signal's reason as soon as it is aborted
 */
export async function withQueue<T>(
  fn: string,
  options: ReachOptions,
  body: (queue: Queue<Job>) => Promise<T>,
): Promise<T> {
  const { connection, signal, onEvent } = options;
  const queue = openQueue(connection, checkQueue(fn, options));
  let wrong = "no answer";
  queue.on("error", ({ message }) => {
    wrong = message;
    onEvent?.("error", message);
  });
  try {
    return await orAborted(signal, async () => {
      const isThere = await inTime(queue.waitUntilReady());
      if (isThere) return body(queue);
      throw new Error(
        `${fn}: Redis cannot be reached (${wrong}); is it running, and the URL right?`,
      );
    });
  } finally {
    await queue.getBackend().close(true);
  }
}

/** Whether Redis answers. */
export function isReachable(queue: Queue<Job>): Promise<boolean> {
  return inTime(queue.getWaitingCount()).catch(() => false);
}

/** Whether the promise is kept before it is too late. */
async function inTime(promise: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController();
  const late = sleep(REACH_MS, false, { signal: stop.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    stop.abort();
  }
}

/** What `work` answers, unless the signal is aborted before. */
async function orAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  let give = () => {};
  const aborted = new Promise<never>((_, reject) => {
    give = () => reject(signal.reason);
    signal.addEventListener("abort", give);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}
