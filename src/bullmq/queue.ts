/** The queue that submitters and workers share. */
import { type ConnectionOptions, Queue } from "bullmq";
import type { Job } from "./job";

/** Its name unless another is given. */
export const QUEUE = "wasmstein-score";

/** Redis or Valkey: its URL, or whatever BullMQ takes. */
export type Connection = string | ConnectionOptions;

export function connectionOf(connection: Connection): ConnectionOptions {
  return typeof connection === "string"
    ? { url: connection, maxRetriesPerRequest: null }
    : connection;
}

export function openQueue(connection: Connection, name = QUEUE): Queue<Job> {
  return new Queue<Job>(name, { connection: connectionOf(connection) });
}
