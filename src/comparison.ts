/**
 * What paired and pairwise are asked to compute, checked: a measure, two matrices of histograms and how
 * their rows meet. Nothing here computes, so that a pool can check a call before it hands it out.
 */
import {
  rejectKind,
  requireBase,
  requireBoolean,
  requireFinite,
  requireKind,
  requireLength,
  requireNumbers,
  requireOrder,
  requireOut,
  requirePositiveInteger,
  requireRows,
  type Weights,
} from "./check";
import { requireOptions } from "./check-options";
import type { InformationOptions } from "./information";
import type { Given } from "./status";

/** The measures of paired and pairwise. */
export const MEASURES = [
  "entropy",
  "cross-entropy",
  "kl",
  "js",
  "js-distance",
  "total-variation",
  "hellinger",
  "psi",
  "wasserstein",
  "emd",
] as const;
export type Measure = (typeof MEASURES)[number];

export interface BatchOptions extends InformationOptions {
  /** bins per histogram; P.length and Q.length are multiples of it. "wasserstein" always normalises */
  bins: number;
  /** where to write, one entry per result; a new Float64Array otherwise */
  out?: Float64Array;
  /** "wasserstein": bin positions (default 0, 1, 2, …), in any order */
  positions?: ArrayLike<number>;
  /** "wasserstein": 1 (default) … Infinity */
  order?: number;
  /** "emd": the shared ground cost, bins × bins, row-major */
  cost?: ArrayLike<number>;
}

/** The names of BatchOptions. */
export const BATCH_OPTIONS = [
  "bins",
  "base",
  "normalize",
  "out",
  "positions",
  "order",
  "cost",
] as const;

/** Checked arguments; options that the measure does not use are left out. */
export interface Comparison {
  readonly fn: "paired" | "pairwise";
  readonly measure: Measure;
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
  const all = fn === "pairwise";
  requireKind(fn, "measure", measure, all ? MEASURES.slice(1) : MEASURES);
  requireNumbers(fn, "P", P, 0);
  requireNumbers(fn, "Q", Q, 0);
  requireOptions(fn, options, [...BATCH_OPTIONS, ...also]);
  const bins = options?.bins;
  requirePositiveInteger(fn, "bins", bins);
  const pRows = requireRows(fn, "P", P, "bins", bins);
  const qRows = requireRows(fn, "Q", Q, "bins", bins);
  if (!all && qRows !== 1) requireLength(fn, "Q", Q, P.length, "as many as P, or one row,");
  const out = requireOut(fn, options.out, all ? pRows * qRows : pRows);
  const used = { bins, ...checkOptions(fn, measure, options) };
  return { fn, measure, P, Q, pRows, qRows, options: used, out };
}

/** The options of one measure, with their defaults. */
function checkOptions(fn: string, measure: Measure, options: BatchOptions): Partial<BatchOptions> {
  const { bins, positions, cost } = options;
  const normalize = requireBoolean(fn, "normalize", options.normalize, true);
  if (measure === "wasserstein") {
    const order = requireOrder(fn, options.order);
    if (positions === undefined) return { order };
    requireNumbers(fn, "positions", positions);
    requireLength(fn, "positions", positions, bins, "bins");
    requireFinite(fn, "positions", positions);
    return { order, positions };
  }
  if (measure === "emd") {
    requireNumbers(fn, "cost", cost);
    requireLength(fn, "cost", cost, bins * bins, "bins × bins");
    return { normalize, cost };
  }
  requireBase(fn, options.base);
  return options.base === undefined ? { normalize } : { normalize, base: options.base };
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
