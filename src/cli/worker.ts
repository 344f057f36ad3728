/** wasmstein worker: processes the jobs of wasmstein submit until Ctrl-C. */
import { once } from "node:events";
import type { Command } from "commander";
import type { Context } from "./context";
import { wholeNumber } from "./score-options";
import { loadBullmq } from "./submit";

interface Flags {
  readonly redis: string;
  readonly root: string;
  readonly queue?: string;
  readonly concurrency?: number;
  readonly threads?: number;
  readonly memory?: string;
  readonly lockDuration?: number;
}

export function addWorker(program: Command, context: () => Context): void {
  program
    .command("worker")
    .summary("process the jobs of wasmstein submit")
    .description("Processes jobs until Ctrl-C; unfinished jobs return to the queue.")
    .requiredOption("--redis <url>", "the queue's server, such as redis://host:6379")
    .option(
      "--root <folder>",
      "the folder that all machines share; jobs cannot name files outside it",
      ".",
    )
    .option("--queue <name>", "the queue (default: wasmstein-score)")
    .option("--concurrency <n>", "jobs at a time (default: 1)", wholeNumber)
    .option("--threads <n>", "kernel threads (default: one per processor)", wholeNumber)
    .option("--memory <size>", "memory limit for DuckDB in each job, such as 512MB")
    .option(
      "--lock-duration <ms>",
      "a silent worker counts as dead after this time (default: 30000)",
      wholeNumber,
    )
    .action((flags: Flags) => work(flags, context()));
}

async function work(flags: Flags, { signal, note }: Context): Promise<void> {
  const { redis, root, queue, concurrency, threads, memory, lockDuration } = flags;
  const { createScoreWorker } = await loadBullmq();
  const worker = createScoreWorker({
    connection: redis,
    root,
    onEvent: (event, detail) => note(`${event} ${detail}`),
    queue,
    concurrency,
    threads,
    memoryLimit: memory,
    lockDuration,
  });
  note(`working below ${root}`);
  if (!signal.aborted) await once(signal, "abort");
  await worker.close();
  signal.throwIfAborted();
}
