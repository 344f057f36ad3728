#!/usr/bin/env node
/** The wasmstein command. */
import { Command, CommanderError } from "commander";
import { VERSION } from "../version";
import { createContext } from "./context";
import { addDrift } from "./drift";
import { addEmd } from "./emd";
import { EXIT, UsageError } from "./exit";
import { addInfo } from "./info";
import { addScore } from "./score";
import { addSubmit } from "./submit";
import { addWorker } from "./worker";

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => interruption.abort(new Error("interrupted")));
}
// The reader of our output may stop: `wasmstein score - … | head`. Other errors also reach the command.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  process.exitCode = EXIT.failure;
});

const EXAMPLES = `
Examples:
  wasmstein score pairs.parquet --p last_week --q today --measures kl,js -o scores.parquet
  producer | wasmstein score - --p p --q q --measures js-distance | consumer
  wasmstein drift january.parquet february.parquet --html report.html
  wasmstein emd before.png after.png
  wasmstein help score

Exit codes: 0 ok, 1 failure, 2 usage, 3 drift found, 130 interrupted.`;

const program = new Command("wasmstein")
  .description("Exact optimal transport and information divergences over real data.")
  .version(VERSION)
  .option("-q, --quiet", "print only errors on stderr")
  .addHelpText("after", EXAMPLES)
  .showHelpAfterError("(wasmstein --help shows examples)")
  .exitOverride();
const context = () => createContext(interruption.signal, program.opts().quiet === true);

addScore(program, context);
addDrift(program, context);
addEmd(program, context);
addSubmit(program, context);
addWorker(program, context);
addInfo(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // After an interruption, do not wait for a reader that has stopped reading.
  if (interruption.signal.aborted) process.exit();
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (interruption.signal.aborted) return EXIT.interrupted;
  const message = error instanceof Error ? error.message : String(error);
  // DuckDB's messages end with the SQL query, which the user has not written.
  process.stderr.write(`wasmstein: ${message.replace(/\n+LINE \d+:[\s\S]*$/, "")}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failure;
}
