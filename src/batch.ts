/**
 * Many histograms in one call: rows of P against rows of Q, or every row against every row. Matrices
 * are row-major, `bins` weights to a row.
 */
import {
  asNumbers,
  rejectKind,
  requireBase,
  requireBoolean,
  requireFinite,
  requireKind,
  requireLength,
  requireNumbers,
  requireOptions,
  requireOrder,
  requireOut,
  requirePositiveInteger,
  requireRows,
  type Weights,
} from "./check";
import { current } from "./engine/engine";
import type { Floats, Kernels, Memory } from "./engine/kernels";
import { NODE_BYTES, SAMPLE_BYTES, SMALL_BYTES } from "./engine/limits";
import type { InformationOptions } from "./information";
import { INFORMATION_MEASURES, type InformationMeasure } from "./measures";
import { throwUnlessOk } from "./status";

const MEASURES = [
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

/**
 * Row r of P against row r of Q, or against Q's only row; "entropy" takes no Q.
 *
 * @param P rows × bins
 * @param Q rows × bins or 1 × bins
 * @returns one value per row of P: `options.out` if given
 * @throws RangeError for an unknown measure, lengths that do not fit, a bad weight or a row without
 *   mass; nothing is written then
 */
export function paired(measure: "entropy", P: Weights, options: BatchOptions): Float64Array;
export function paired(
  measure: Exclude<Measure, "entropy">,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
): Float64Array;
export function paired(
  measure: Measure,
  P: Weights,
  Q: Weights | BatchOptions,
  options?: BatchOptions,
): Float64Array {
  if (measure === "entropy") {
    if (options !== undefined) rejectKind("paired", "Q", Q, "no Q for entropy, but the options");
    return rows("paired", measure, P, P, Q as BatchOptions, false);
  }
  return rows("paired", measure, P, Q as Weights, options as BatchOptions, false);
}

/**
 * Every row of P against every row of Q.
 *
 * @param P m × bins
 * @param Q n × bins
 * @returns m × n values, row-major: `options.out` if given
 * @throws RangeError as paired
 */
export function pairwise(
  measure: Exclude<Measure, "entropy">,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
): Float64Array {
  return rows("pairwise", measure, P, Q, options, true);
}

function rows(
  fn: string,
  measure: Measure,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
  all: boolean,
): Float64Array {
  requireKind(fn, "measure", measure, all ? MEASURES.slice(1) : MEASURES);
  requireNumbers(fn, "P", P, 0);
  requireNumbers(fn, "Q", Q, 0);
  requireOptions(fn, options);
  const bins = options?.bins;
  requirePositiveInteger(fn, "bins", bins);
  const pRows = requireRows(fn, "P", P, "bins", bins);
  const qRows = requireRows(fn, "Q", Q, "bins", bins);
  if (!all && qRows !== 1) requireLength(fn, "Q", Q, P.length, "as many as P, or one row,");
  const out = requireOut(fn, options.out, all ? pRows * qRows : pRows);
  const compute = kernelFor(fn, measure, options, all);
  if (out.length === 0) return out;

  const bytes = 8 * (P.length + Q.length + out.length) + 16 * (pRows + qRows) + compute.bytes;
  return current().call(fn, bytes, (kernels, memory) => {
    const p = memory.floats(asNumbers(fn, "P", P));
    const q = Q === P ? p : memory.floats(asNumbers(fn, "Q", Q));
    const result = memory.newFloats(out.length);
    const weights = [
      ["P", P],
      ["Q", Q],
    ] as const;
    throwUnlessOk(compute.run(kernels, memory, p, q, result), {
      fn,
      weights,
      bins,
      ...(options.cost && { costs: [["cost", options.cost]] }),
    });
    memory.copyFloats(result, out);
    return out;
  });
}

/** A kernel with its own options checked, and the memory it needs beside P, Q and the result. */
interface RowKernel {
  readonly bytes: number;
  run(kernels: Kernels, memory: Memory, p: Floats, q: Floats, out: Floats): number;
}

function kernelFor(fn: string, measure: Measure, options: BatchOptions, all: boolean): RowKernel {
  const { bins } = options;
  const normalize = requireBoolean(fn, "normalize", options.normalize, true);
  if (measure === "wasserstein") {
    const order = requireOrder(fn, options.order);
    const { positions } = options;
    if (positions !== undefined) {
      requireNumbers(fn, "positions", positions);
      requireLength(fn, "positions", positions, bins, "bins");
      requireFinite(fn, "positions", positions);
    }
    return {
      bytes: 2 * SAMPLE_BYTES * bins + SMALL_BYTES,
      run(kernels, memory, p, q, out) {
        const at = positions ?? Float64Array.from({ length: bins }, (_, i) => i);
        return kernels.lineRows(
          p,
          q,
          memory.floats(asNumbers(fn, "positions", at)),
          order,
          all,
          out,
        );
      },
    };
  }
  if (measure === "emd") {
    const { cost } = options;
    requireNumbers(fn, "cost", cost);
    requireLength(fn, "cost", cost, bins * bins, "bins × bins");
    return {
      bytes: 11 * cost.length + 2 * NODE_BYTES * bins + SMALL_BYTES, // coarser costs take a third
      run(kernels, memory, p, q, out) {
        const matrix = memory.floats(asNumbers(fn, "cost", cost));
        return kernels.emdRows(p, q, matrix, bins, normalize, all, out);
      },
    };
  }
  const name: InformationMeasure = measure === "entropy" ? "cross-entropy" : measure;
  const base = requireBase(fn, options.base);
  return {
    bytes: SMALL_BYTES,
    run: (kernels, _memory, p, q, out) =>
      kernels.informationRows(INFORMATION_MEASURES[name], p, q, bins, normalize, base, all, out),
  };
}
