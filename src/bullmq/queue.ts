/** The queue that submitters and workers share. */
import { type ConnectionOptions, Queue } from "bullmq";
import { rejectKind } from "../check";
import type { Job } from "./job";

/** The default name. */
const QUEUE = "wasmstein-score";

/** The address of Redis or Valkey: a URL, or the connection options of BullMQ. */
export type Connection = string | ConnectionOptions;

export interface QueueOptions {
  readonly connection: Connection;
  /** the queue's name; "wasmstein-score" by default */
  readonly queue?: string | undefined;
}

/** The pauses between attempts to connect, in milliseconds. */
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 20_000;

/** `isOver`: whether the worker is closed, so that it does not reconnect any more. */
export function connectionOf(connection: Connection, isOver = () => false): ConnectionOptions {
  if (typeof connection !== "string") return connection;
  const retryStrategy = (times: number) =>
    isOver() ? null : Math.min(FIRST_PAUSE * 1.5 ** (times - 1), LAST_PAUSE);
  return { url: connection, maxRetriesPerRequest: null, retryStrategy };
}

/** Returns the name of the queue. @throws TypeError or RangeError for an invalid name or connection */
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
