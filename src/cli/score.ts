/** wasmstein score: compares two columns of histograms and adds a column for each measure. */
import { createWriteStream } from "node:fs";
import type { Command } from "commander";
import { withDatabase } from "../duckdb/database";
import { countRows } from "../duckdb/files";
import {
  isLines,
  isParquet,
  requireTableFormat,
  TABLE_EXTENSIONS,
  tableOf,
} from "../duckdb/formats";
import { writeWhole } from "../files/write-whole";
import { MEASURES } from "../measures";
import { BadRowError, BadRows } from "../score/bad-rows";
import { scoreFile } from "../score/files";
import { type LinesOptions, scoreLines } from "../score/lines";
import { Scorer } from "../score/scorer";
import { withPool, workersFor } from "../score/with-pool";
import { bar, type Context } from "./context";
import { requireUsage, UsageError } from "./exit";
import { addScoreOptions, type ScoreFlags, specOf, wholeNumber } from "./score-options";

interface Flags extends ScoreFlags {
  readonly output?: string;
  readonly workers?: number;
  readonly memory?: string;
}

const EXAMPLES = `
Examples:
  Kullback-Leibler and Jensen-Shannon divergence of two columns of lists, row by row:
    wasmstein score days.parquet --p last_week --q today --measures kl,js -o scores.parquet

  Exact earth mover's distance of 8 × 8 images, a CSV file in, an Arrow file out:
    wasmstein score pairs.csv --p a --q b --measures emd --grid 8x8 -o scores.arrow

  As a filter of NDJSON, without DuckDB; rows that cannot be scored get null:
    cat pairs.ndjson | wasmstein score - --p a --q b --measures js-distance --on-bad-row null

The output has the input's other columns and one column for each measure. Measures:
  ${MEASURES.join(", ")}
Histograms are counts or probabilities; they are normalised. The extension of a file tells its format:
  ${TABLE_EXTENSIONS.join(", ")}`;

export function addScore(program: Command, context: () => Context): void {
  const command = program
    .command("score")
    .summary("compare two columns of histograms, row by row")
    .description("Scores pairs of histograms: one row in, one row out, in order.")
    .argument("<file>", "the data file; - for NDJSON on stdin and stdout");
  addScoreOptions(command)
    .option("-o, --output <file>", "where to write; the file appears when it is complete")
    .option(
      "--workers <n>",
      "worker threads (default: for emd all processors, else half)",
      wholeNumber,
    )
    .option("--memory <size>", "memory limit for DuckDB, such as 512MB (default: 80% of RAM)")
    .addHelpText("after", EXAMPLES)
    .action((file: string, flags: Flags) => score(file, flags, context()));
}

async function score(file: string, flags: Flags, context: Context): Promise<void> {
  const spec = await specOf(flags);
  const { output, workers: size = workersFor(spec.measures) } = flags;
  if (file !== "-" && output === undefined) {
    throw new UsageError("--output is missing; only NDJSON from stdin (-) goes to stdout");
  }
  if (file !== "-") requireUsage(() => [file, output as string].forEach(requireTableFormat));
  else if (output !== undefined && !isLines(output)) {
    throw new UsageError(`${output}: NDJSON from stdin becomes NDJSON, expected .ndjson or .jsonl`);
  }
  const bad = new BadRows(flags.onBadRow);
  const rows = await withPool(size, context.signal, async (pool, signal) => {
    const scorer = new Scorer(pool, spec, signal);
    const scoring = { spec, scorer, bad, signal };
    if (file === "-") return scoreInput(output, scoring, context);
    return scoreToFile(file, output as string, flags.memory, scoring, context);
  }).catch(nameFlag);
  context.progress(undefined);
  const count = rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`;
  context.note(`${count}${output ? ` in ${output}` : ""}`);
  if (bad.summary) context.note(bad.summary);
}

/** Names the remedy by its flag. */
function nameFlag(error: unknown): never {
  if (!(error instanceof BadRowError)) throw error;
  throw new RangeError(`${error.fault}; --on-bad-row skip or null goes on without it`, {
    cause: error,
  });
}

type ScoreContext = Pick<LinesOptions, "spec" | "scorer" | "bad" | "signal">;

async function scoreInput(
  output: string | undefined,
  scoring: ScoreContext,
  context: Context,
): Promise<number> {
  const onRows = (rows: number) => context.progress(() => bar(rows, undefined, "rows"));
  if (output === undefined) {
    return scoreLines(process.stdin, process.stdout, { ...scoring, onRows });
  }
  return writeWhole(output, (path) => {
    return scoreLines(process.stdin, createWriteStream(path), { ...scoring, onRows });
  });
}

async function scoreToFile(
  file: string,
  output: string,
  memoryLimit: string | undefined,
  scoring: ScoreContext,
  context: Context,
): Promise<number> {
  return withDatabase({ signal: context.signal, memoryLimit }, async (connection, second) => {
    const total = isParquet(file) ? await countRows(connection, tableOf(file)) : undefined;
    const onRows = (rows: number) => context.progress(() => bar(rows, total, "rows"));
    return writeWhole(output, (path) =>
      scoreFile(connection, file, path, { ...scoring, second, onRows }),
    );
  });
}
