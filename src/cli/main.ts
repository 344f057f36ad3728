#!/usr/bin/env node
/** The wasmstein command. */
import { Command, CommanderError } from "commander";
import { createContext } from "./context";
import { addEmd } from "./emd";
import { EXIT, UsageError } from "./exit";
import { addInfo } from "./info";
import { addScore } from "./score";
import { VERSION } from "./version";

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => interruption.abort(new Error("interrupted")));
}
// Whoever reads our output may stop reading: `wasmstein score - … | head`. What else goes wrong is told
// to the command, too.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  process.exitCode = EXIT.failure;
});

const program = new Command("wasmstein")
  .description("Exact optimal transport and information divergences over real data.")
  .version(VERSION)
  .option("-q, --quiet", "say nothing on stderr but errors")
  .showHelpAfterError("(wasmstein --help shows examples)")
  .exitOverride();
const context = () => createContext(interruption.signal, program.opts().quiet === true);

addScore(program, context);
addInfo(program);
addEmd(program, context);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // Whoever interrupts does not wait for a reader that has stopped reading.
  if (interruption.signal.aborted) process.exit();
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (interruption.signal.aborted) return EXIT.interrupted;
  process.stderr.write(`wasmstein: ${error instanceof Error ? error.message : error}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failure;
}
