/** wasmstein drift: have the columns of a file moved away from those of a reference? */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import {
  DEFAULT_THRESHOLDS,
  DRIFT_MEASURES,
  type DriftReport,
  hasDrift,
  renderReport,
} from "../drift/drift";
import { withDatabase } from "../duckdb/database";
import { compareFiles } from "../duckdb/drift";
import { TABLE_EXTENSIONS } from "../duckdb/formats";
import { writeWhole } from "../files/write-whole";
import { bar, type Context } from "./context";
import { type DriftFlags, settingsFrom, thresholdFlag } from "./drift-flags";
import { driftText } from "./drift-text";
import { EXIT, UsageError } from "./exit";

const EXAMPLES = `
Examples:
  wasmstein drift january.parquet february.parquet
  wasmstein drift train.csv live.ndjson --columns age,income --bins 20
  wasmstein drift old.parquet new.parquet --by country --html report.html
  wasmstein drift old.parquet new.parquet --threshold js-distance=0.15 --threshold missing=0.02
  wasmstein drift old.csv new.csv --columns age --bins 0,18,30,45,65,120 --json

Exit code: 0 no drift, 3 drift, 1 failure, 2 usage. Numbers and texts are compared; dates once
--columns names them. Nothing leaves this machine.`;

const THRESHOLDS = Object.entries(DEFAULT_THRESHOLDS).map(([name, least]) => `${name}=${least}`);

export function addDrift(program: Command, context: () => Context): void {
  program
    .command("drift")
    .summary("compare a file with a reference, column by column")
    .description(
      "Compares each column of CURRENT with that of REFERENCE: PSI, KL, JS and Hellinger distance over " +
        "bins fitted on the reference, Wasserstein distance over the values, and missing values. " +
        `Files: ${TABLE_EXTENSIONS.join(", ")}.`,
    )
    .argument("<reference>", "what is usual")
    .argument("<current>", "what is now")
    .option("--by <column>", "compare within each value of this column")
    .option("--columns <names>", "only these, separated by commas")
    .option("--bins <bins>", "auto (10 of equal frequency), a number, or edges: 0,10,20", "auto")
    .option("--smoothing <count>", "added to every bin on both sides", "0.5")
    .option(
      "--threshold <measure=value>",
      `what counts as drift, repeatable; measures: ${DRIFT_MEASURES.join(", ")} ` +
        `(default: ${THRESHOLDS.join(", ")})`,
      thresholdFlag,
    )
    .option("--json", "everything as one JSON object")
    .option("--html <file>", "also write a report that any browser shows")
    .addHelpText("after", EXAMPLES)
    .action((reference: string, current: string, flags: DriftFlags) =>
      drift(reference, current, flags, context()),
    );
}

async function drift(
  reference: string,
  current: string,
  flags: DriftFlags,
  context: Context,
): Promise<void> {
  const { signal } = context;
  const request = {
    reference,
    current,
    by: flags.by,
    only: flags.columns?.split(",").map((name) => name.trim()),
    onlyName: "--columns",
    settings: settingsFrom(flags),
    signal,
    onProgress: (done: number, total: number, column: string) =>
      context.progress(() => `${bar(done, total, "values")}, ${column}`),
  };
  const report = await withDatabase({ signal }, (connection) => compareFiles(connection, request))
    .catch(explain)
    .finally(() => context.progress(undefined));

  if (flags.html !== undefined) await writeHtml(flags.html, report);
  process.stdout.write(flags.json ? inJson(report) : driftText(report, process.stdout));
  if (hasDrift(report)) process.exitCode = EXIT.drift;
}

/** JSON has no Infinity: it is written as the text "Infinity", which Number() reads. */
function inJson(report: DriftReport): string {
  const whole = { drifted: hasDrift(report), ...report };
  return `${JSON.stringify(whole, (_, value) => (value === Infinity ? "Infinity" : value))}\n`;
}

async function writeHtml(path: string, report: DriftReport): Promise<void> {
  await writeWhole(path, (temporary) => writeFile(temporary, renderReport(report)));
}

/** A missing column or an unknown format is a usage error. */
function explain(error: unknown): never {
  if (error instanceof RangeError) throw new UsageError(error.message);
  throw error;
}
