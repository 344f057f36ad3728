/** wasmstein submit: queues the scoring of a data file for workers on any number of machines. */
import type { Command } from "commander";
import { loadDuckDB, peer } from "../duckdb/peer";
import type { BadRowPolicy } from "../score/bad-rows";
import type { Context } from "./context";
import { addScoreOptions, type ScoreFlags, specOf, wholeNumber } from "./score-options";

interface Flags extends ScoreFlags {
  readonly redis: string;
  readonly root: string;
  readonly output: string;
  readonly queue?: string;
  readonly rowsPerJob?: number;
  readonly maxWaiting?: number;
  readonly attempts?: number;
  readonly onBadRow: BadRowPolicy;
  readonly wait?: boolean;
}

const EXAMPLES = `
Examples:
  wasmstein submit pairs.parquet --p a --q b --measures kl,js -o scores \\
    --redis redis://queue:6379 --root /mnt/shared --wait

  and on every machine that works on it:
    wasmstein worker --redis redis://queue:6379 --root /mnt/shared

At-least-once execution, effectively-once output: a job may run twice, but its part has the same bytes.
The same submission again adds only what is missing. When all parts exist, manifest.json names them,
with row counts and hashes.`;

/** Also loads DuckDB: a worker without it would fail every job it takes. */
export function loadBullmq(): Promise<typeof import("../bullmq/bullmq")> {
  return peer("@duckdb/node-api bullmq ioredis", "the queue", async () => {
    await loadDuckDB();
    return import("../bullmq/bullmq");
  });
}

export function addSubmit(program: Command, context: () => Context): void {
  const command = program
    .command("submit")
    .summary("score a file on many machines, over Redis or Valkey")
    .description("Queues the scoring of a data file, in parts, for wasmstein workers.")
    .argument("<file>", "the data file, relative to the root")
    .requiredOption("--redis <url>", "the queue's server, such as redis://host:6379")
    .option("--root <folder>", "the folder that all machines share", ".")
    .requiredOption("-o, --output <folder>", "where the parts go, relative to the root");
  addScoreOptions(command)
    .option("--queue <name>", "the queue (default: wasmstein-score)")
    .option("--rows-per-job <n>", "rows of a part (default: 100000)", wholeNumber)
    .option("--max-waiting <n>", "largest number of waiting jobs (default: 1000)", wholeNumber)
    .option("--attempts <n>", "attempts of a job, with growing pauses (default: 5)", wholeNumber)
    .option("--wait", "wait until all is done, then print the manifest")
    .addHelpText("after", EXAMPLES)
    .action((file: string, flags: Flags) => submit(file, flags, context()));
}

async function submit(file: string, flags: Flags, context: Context): Promise<void> {
  const { redis, root, output, queue, cost, onBadRow, rowsPerJob, maxWaiting, attempts } = flags;
  const { signal } = context;
  const { cost: _, ...spec } = await specOf(flags, root);
  const { submitScore } = await loadBullmq();
  const submission = await submitScore({
    connection: redis,
    root,
    input: file,
    output,
    spec,
    onBadRow,
    signal,
    onEvent: (event, detail) => context.note(`${event} ${detail}`),
    queue,
    cost,
    rowsPerJob,
    maxWaiting,
    attempts,
  });
  const { id, parts, added } = submission;
  context.note(`run ${id}: ${parts} parts, ${added} jobs added`);
  if (flags.wait) console.log(JSON.stringify(await submission.finished(signal), undefined, 2));
}
