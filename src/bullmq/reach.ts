/** Limits the wait for Redis: BullMQ itself waits without end. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Queue } from "bullmq";
import type { Job } from "./job";
import { checkQueue, openQueue, type QueueOptions } from "./queue";

export interface ReachOptions extends QueueOptions {
  readonly signal?: AbortSignal | undefined;
  /** called with "error" when Redis is lost; the call then waits for it to return */
  readonly onEvent?: (event: string, detail: string) => void;
}

/** Redis counts as unreachable after this long without an answer. */
const REACH_MS = 5000;

/**
 * Runs `body` with the queue, then closes it. After the first contact, Redis may be lost and return.
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

/** Whether Redis responds within REACH_MS. */
export function isReachable(queue: Queue<Job>): Promise<boolean> {
  return inTime(queue.getWaitingCount()).catch(() => false);
}

/** Whether the promise resolves within REACH_MS. */
async function inTime(promise: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController();
  const late = sleep(REACH_MS, false, { signal: stop.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    stop.abort();
  }
}

/** The result of `work`; rejects as soon as the signal is aborted. */
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
