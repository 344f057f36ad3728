/**
 * Checks the arguments of paired and pairwise: a measure, two matrices of histograms, and which rows are
 * compared. Nothing here computes, so that a pool can check a call before it hands it out.
 */
import {
  rejectKind,
  requireKind,
  requireLength,
  requireNumbers,
  requireOut,
  requirePositiveInteger,
  requireRows,
  type Weights,
} from "./check";
import { requireOptions } from "./check-options";
import {
  MEASURE_OPTIONS,
  MEASURE_ROWS,
  MEASURES,
  type Measure,
  type MeasureOptions,
  OPTION_CHECKS,
  PAIR_MEASURES,
} from "./measures";
import type { Given } from "./status";

export interface BatchOptions extends MeasureOptions {
  /** bins per histogram; P.length and Q.length are multiples of it. "wasserstein" always normalises */
  bins: number;
  /** where to write, one entry per result; a new Float64Array otherwise */
  out?: Float64Array;
}

/** The names of BatchOptions. */
export const BATCH_OPTIONS: readonly (keyof BatchOptions)[] = ["bins", "out", ...MEASURE_OPTIONS];

/** Checked arguments; options that the measure does not use are left out. */
export interface Comparison {
  readonly fn: "paired" | "pairwise";
  readonly measure: Measure;
  /** every row of P with every row of Q; else row r with row r, or with Q's only row */
  readonly every: boolean;
  readonly P: Weights;
  readonly Q: Weights;
  readonly pRows: number;
  readonly qRows: number;
  readonly options: BatchOptions;
  /** one result per pair, of the caller or new */
  readonly out: Float64Array;
}

/** The arguments of paired; `also` names options that the caller takes besides. For "entropy" the options stand in the place of Q. */
export function checkPaired(
  measure: Measure,
  P: Weights,
  Q: Weights | BatchOptions,
  options?: BatchOptions,
  also: readonly string[] = [],
): Comparison {
  if (measure === "entropy") {
    if (options !== undefined) rejectKind("paired", "Q", Q, "no Q for entropy, but the options");
    return check("paired", measure, P, P, Q as BatchOptions, also);
  }
  return check("paired", measure, P, Q as Weights, options as BatchOptions, also);
}

export function checkPairwise(
  measure: Measure,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
  also: readonly string[] = [],
): Comparison {
  return check("pairwise", measure, P, Q, options, also);
}

function check(
  fn: Comparison["fn"],
  measure: Measure,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
  also: readonly string[],
): Comparison {
  const every = fn === "pairwise";
  requireKind(fn, "measure", measure, every ? PAIR_MEASURES : MEASURES);
  requireNumbers(fn, "P", P, 0);
  requireNumbers(fn, "Q", Q, 0);
  requireOptions(fn, options, [...BATCH_OPTIONS, ...also]);
  const bins = options?.bins;
  requirePositiveInteger(fn, "bins", bins);
  const pRows = requireRows(fn, "P", P, "bins", bins);
  const qRows = requireRows(fn, "Q", Q, "bins", bins);
  if (!every && qRows !== 1) requireLength(fn, "Q", Q, P.length, "as many as P, or one row,");
  const out = requireOut(fn, options.out, every ? pRows * qRows : pRows);
  const used = { bins, ...checkOptions(fn, measure, options) };
  return { fn, measure, every, P, Q, pRows, qRows, options: used, out };
}

/** The options that the measure takes, of those given. */
function checkOptions(fn: string, measure: Measure, options: BatchOptions): MeasureOptions {
  const { takes } = MEASURE_ROWS[measure];
  for (const name of takes) OPTION_CHECKS[name](fn, options[name] as never, options.bins);
  const given = takes.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

/** The options that are arrays: a pool copies or transfers them. */
export function arrayOptions(options: MeasureOptions): Record<string, ArrayLike<number>> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => typeof value === "object"),
  );
}

/** The arrays of a comparison, for the messages about them. */
export function givenOf({ fn, P, Q, options }: Comparison): Given {
  return {
    fn,
    weights: [
      ["P", P],
      ["Q", Q],
    ],
    bins: options.bins,
    ...(options.cost && { costs: [["cost", options.cost]] }),
  };
}
