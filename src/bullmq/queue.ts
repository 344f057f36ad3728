/** The queue that submitters and workers share. */
import { type ConnectionOptions, Queue } from "bullmq";
import { rejectKind } from "../check";
import type { Job } from "./job";

/** Its name unless another is given. */
const QUEUE = "wasmstein-score";

/** Redis or Valkey: its URL, or whatever BullMQ takes. */
export type Connection = string | ConnectionOptions;

export interface QueueOptions {
  readonly connection: Connection;
  /** the queue's name; "wasmstein-score" by default */
  readonly queue?: string | undefined;
}

/** The pauses between attempts to connect, in milliseconds. */
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 20_000;

/** `isOver`: a worker that is closed tries no more, even if BullMQ was just about to connect again. */
export function connectionOf(connection: Connection, isOver = () => false): ConnectionOptions {
  if (typeof connection !== "string") return connection;
  const retryStrategy = (times: number) =>
    isOver() ? null : Math.min(FIRST_PAUSE * 1.5 ** (times - 1), LAST_PAUSE);
  return { url: connection, maxRetriesPerRequest: null, retryStrategy };
}

/** @throws TypeError or RangeError for a name that BullMQ does not take, and for no connection */
export function checkQueue(fn: string, { connection, queue = QUEUE }: QueueOptions): string {
  const isConnection = typeof connection === "object" && connection !== null;
  if (!isConnection && (typeof connection !== "string" || connection === "")) {
    rejectKind(fn, "connection", connection, "a URL such as redis://host:6379, or options");
  }
  if (typeof queue !== "string") rejectKind(fn, "queue", queue, "a name");
  if (queue !== "" && !queue.includes(":")) return queue;
  throw new RangeError(`${fn}: queue is "${queue}", expected a name without ":"`);
}

export function openQueue(connection: Connection, name: string): Queue<Job> {
  return new Queue<Job>(name, { connection: connectionOf(connection) });
}
