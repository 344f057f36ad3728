/** wasmstein/bullmq: scoring on more than one machine, over BullMQ and Redis or Valkey. */
export type { Manifest } from "./manifest";
export type { Receipt } from "./part";
export type { Connection } from "./queue";
export { type Submission, type SubmitOptions, submitScore } from "./submit";
export { createScoreWorker, type ScoreWorker, type ScoreWorkerOptions } from "./worker";
