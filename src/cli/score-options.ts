/** The options of score and submit: what to score. */
import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { readCost } from "../files/cost-file";
import { COST_READERS } from "../files/readers";
import type { Measure } from "../measures";
import { METRICS, type Metric } from "../metrics";
import { type BadRowPolicy, POLICIES } from "../score/bad-rows";
import {
  checkSpec,
  SCORE_OPTIONS,
  type ScoreOption,
  type ScoreOptions,
  type ScoreSpec,
} from "../score/spec";
import { UsageError } from "./exit";

/** The flag of each option of measures. */
const FLAGS: Readonly<
  Record<ScoreOption, readonly [syntax: string, help: string, parse: (text: string) => unknown]>
> = {
  order: ["--order <p>", "wasserstein: order, 1 to Infinity (default: 1)", number],
  positions: ["--positions <list>", "wasserstein: bin positions (default: 0,1,2,…)", numbers],
  base: ["--base <b>", "logarithm base, 2 for bits (default: nats)", number],
};

export interface ScoreFlags extends ScoreOptions {
  readonly p: string;
  readonly q?: string;
  readonly measures: string[];
  readonly cost?: string;
  readonly grid?: number[];
  readonly metric: string;
  readonly onBadRow: BadRowPolicy;
}

export function addScoreOptions(command: Command): Command {
  command
    .requiredOption("--p <column>", "the histograms; for kl the reference")
    .option("--q <column>", "the histograms to compare them with")
    .requiredOption("--measures <list>", "comma-separated; also the names of the columns", words)
    .option(
      "--cost <file>",
      `emd: the ground cost, bins × bins (${Object.keys(COST_READERS).join(", ")})`,
    )
    .option("--grid <shape>", "emd: bins on a grid, row by row, such as 8x8", shape)
    .option("--metric <name>", `emd: on the grid, ${METRICS.join(", ")}`, "euclidean");
  for (const [syntax, help, parse] of Object.values(FLAGS)) command.option(syntax, help, parse);
  return command.addOption(
    command
      .createOption(
        "--on-bad-row <what>",
        "rows that cannot be scored: stop, leave out, or give null",
      )
      .choices(POLICIES)
      .default("fail"),
  );
}

/**
 * `folder`: the folder that the path of a cost is relative to.
 *
 * @throws UsageError for invalid options
 */
export async function specOf(flags: ScoreFlags, folder = "."): Promise<ScoreSpec> {
  try {
    return checkSpec("score", await given(flags, folder));
  } catch (error) {
    const isWrong = error instanceof RangeError || error instanceof TypeError;
    throw isWrong ? new UsageError(error.message) : error;
  }
}

async function given(flags: ScoreFlags, folder: string): Promise<ScoreSpec> {
  const { p, q, measures, cost, grid, metric } = flags;
  return {
    p,
    q,
    measures: measures as Measure[],
    ...Object.fromEntries(SCORE_OPTIONS.map((name) => [name, flags[name]])),
    cost: cost === undefined ? undefined : await readCost(resolve(folder, cost)),
    grid: grid && { shape: grid, metric: metric as Metric },
  };
}

function words(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && !Number.isNaN(value)) return value;
  throw new InvalidArgumentError("Expected a number.");
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a whole number ≥ 1.");
}

function numbers(text: string): number[] {
  return words(text).map(number);
}

function shape(text: string): number[] {
  const axes = text.split(/[x×]/).map(Number);
  if (axes.every((length) => Number.isInteger(length) && length > 0)) return axes;
  throw new InvalidArgumentError("Expected a shape such as 8x8.");
}
