/** What to score: two columns of histograms, the measures, and the options of each measure. */
import { requireKind, requireNumbers, requirePositiveInteger } from "../check";
import { requireOptions } from "../check-options";
import {
  MEASURE_ROWS,
  MEASURES,
  type Measure,
  type MeasureOption,
  type MeasureOptions,
  OPTION_CHECKS,
} from "../measures";
import { METRICS, type Metric } from "../metrics";

/** The grid of both histograms of a row, for "emd". */
export interface Grid {
  /** [length], [rows, columns] or [planes, rows, columns] */
  readonly shape: readonly number[];
  readonly metric: Metric;
}

/** The options of measures that a row is scored with; a histogram of a file is always normalised. */
export const SCORE_OPTIONS = ["base", "order", "positions"] as const satisfies MeasureOption[];
export type ScoreOption = (typeof SCORE_OPTIONS)[number];
export type ScoreOptions = { readonly [Name in ScoreOption]?: MeasureOptions[Name] | undefined };

export interface ScoreSpec extends ScoreOptions {
  /** the column of the first histogram, the reference of "kl" */
  readonly p: string;
  /** the column of the second histogram; optional if the only measure is "entropy" */
  readonly q?: string | undefined;
  /** also the names of the result columns */
  readonly measures: readonly Measure[];
  /** "emd": either the ground cost, bins × bins, or the grid it follows from */
  readonly cost?: readonly number[] | Float64Array | undefined;
  readonly grid?: Grid | undefined;
}

const SPEC_FIELDS: readonly (keyof ScoreSpec)[] = [
  "p",
  "q",
  "measures",
  ...SCORE_OPTIONS,
  "cost",
  "grid",
];

/** @throws TypeError or RangeError for an invalid or unknown field */
export function checkSpec(fn: string, spec: ScoreSpec): ScoreSpec {
  requireOptions(fn, spec, SPEC_FIELDS);
  const { p, q, measures, cost, grid } = spec;
  requireColumn(fn, "p", p);
  requireNumbers(fn, "measures", measures);
  for (const measure of measures) requireKind(fn, "measure", measure, MEASURES);
  if (new Set(measures).size < measures.length) {
    throw new RangeError(`${fn}: measures are ${measures.join(", ")}, expected each only once`);
  }
  if (q !== undefined || measures.some((measure) => MEASURE_ROWS[measure].isOfPairs)) {
    requireColumn(fn, "q", q);
  }
  for (const name of SCORE_OPTIONS) OPTION_CHECKS[name](fn, spec[name] as never);
  if (grid !== undefined) {
    requireNumbers(fn, "grid", grid.shape);
    if (grid.shape.length > 3) {
      throw new RangeError(`${fn}: grid has ${grid.shape.length} entries, expected 1 to 3 axes`);
    }
    for (const length of grid.shape) requirePositiveInteger(fn, "grid", length);
    requireKind(fn, "metric", grid.metric, METRICS);
  }
  if (cost !== undefined && !Number.isInteger(Math.sqrt(cost.length))) {
    throw new RangeError(`${fn}: cost has ${cost.length} entries, expected bins × bins`);
  }
  if (measures.includes("emd") && (cost === undefined) === (grid === undefined)) {
    const given = cost === undefined ? "neither" : "both";
    throw new RangeError(`${fn}: emd has ${given} of a cost and a grid, expected one of them`);
  }
  return spec;
}

function requireColumn(fn: string, name: string, value: unknown): void {
  if (typeof value === "string" && value !== "") return;
  throw new TypeError(`${fn}: ${name} is ${JSON.stringify(value)}, expected the name of a column`);
}
