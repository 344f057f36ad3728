/**
 * The table of measures: a measure of histograms is a row of it, with the options that it takes and the kernel that
 * computes it. Checks, batches, the pool and scoring of files follow from this table.
 */
import {
  CROSS_ENTROPY,
  HELLINGER,
  JS,
  JS_DISTANCE,
  KL,
  PSI,
  TOTAL_VARIATION,
} from "../assembly/information/measure";
import {
  asNumbers,
  requireBase,
  requireBoolean,
  requireFinite,
  requireLength,
  requireNumbers,
  requireOrder,
} from "./check";
import type { Floats, Kernels, Memory } from "./engine/kernels";
import { NODE_BYTES, SAMPLE_BYTES, SMALL_BYTES } from "./engine/limits";
import type { InformationOptions } from "./information";

export type Measure =
  | "entropy"
  | "cross-entropy"
  | "kl"
  | "js"
  | "js-distance"
  | "total-variation"
  | "hellinger"
  | "psi"
  | "wasserstein"
  | "emd";

export interface MeasureOptions extends InformationOptions {
  /** "wasserstein": bin positions (default 0, 1, 2, …), in any order */
  positions?: ArrayLike<number>;
  /** "wasserstein": 1 (default) … Infinity */
  order?: number;
  /** "emd": the shared ground cost, bins × bins, row-major */
  cost?: ArrayLike<number>;
}
export type MeasureOption = keyof MeasureOptions;

/** Throws for an invalid value. `bins` is undefined where the number of bins is not known yet. */
type Check = (fn: string, value: never, bins?: number) => void;

export const OPTION_CHECKS: Readonly<Record<MeasureOption, Check>> = {
  base: requireBase,
  normalize: (fn, value) => requireBoolean(fn, "normalize", value, true),
  order: requireOrder,
  positions(fn, positions: ArrayLike<number> | undefined, bins) {
    if (positions === undefined) return;
    requireNumbers(fn, "positions", positions);
    if (bins !== undefined) requireLength(fn, "positions", positions, bins, "bins");
    requireFinite(fn, "positions", positions);
  },
  cost(fn, cost: ArrayLike<number> | undefined, bins) {
    requireNumbers(fn, "cost", cost);
    if (bins !== undefined) requireLength(fn, "cost", cost, bins * bins, "bins × bins");
  },
};
export const MEASURE_OPTIONS = Object.keys(OPTION_CHECKS) as MeasureOption[];

/** The kernel of a measure, and the memory it needs beside the histograms and the result. */
interface RowKernel {
  readonly bytes: number;
  /** returns a Status */
  run(kernels: Kernels, memory: Memory, p: Floats, q: Floats, out: Floats): number;
}

interface MeasureRow {
  /** compares two histograms; else it measures one */
  readonly isOfPairs: boolean;
  readonly takes: readonly MeasureOption[];
  /** `every`: every row of P with every row of Q; else row r with row r, or with Q's only row */
  kernel(bins: number, options: MeasureOptions, every: boolean, fn: string): RowKernel;
}

const information = (code: number, isOfPairs = true): MeasureRow => ({
  isOfPairs,
  takes: ["base", "normalize"],
  kernel: (bins, { base = 0, normalize = true }, every) => ({
    bytes: SMALL_BYTES,
    run: (kernels, _memory, p, q, out) =>
      kernels.informationRows(code, p, q, bins, normalize, base, every, out),
  }),
});

const wasserstein: MeasureRow = {
  isOfPairs: true,
  takes: ["normalize", "order", "positions"], // it always normalises
  kernel: (bins, { order = 1, positions }, every, fn) => ({
    bytes: 2 * SAMPLE_BYTES * bins + SMALL_BYTES,
    run(kernels, memory, p, q, out) {
      const at = positions ?? Float64Array.from({ length: bins }, (_, i) => i);
      const x = memory.floats(asNumbers(fn, "positions", at));
      return kernels.lineRows(p, q, x, order, every, out);
    },
  }),
};

const emd: MeasureRow = {
  isOfPairs: true,
  takes: ["normalize", "cost"],
  kernel: (bins, { normalize = true, cost = [] }, every, fn) => ({
    bytes: 11 * cost.length + 2 * NODE_BYTES * bins + SMALL_BYTES, // coarser costs take a third
    run(kernels, memory, p, q, out) {
      const matrix = memory.floats(asNumbers(fn, "cost", cost));
      return kernels.emdRows(p, q, matrix, bins, normalize, every, out);
    },
  }),
};

export const MEASURE_ROWS: Readonly<Record<Measure, MeasureRow>> = {
  entropy: information(CROSS_ENTROPY, false),
  "cross-entropy": information(CROSS_ENTROPY),
  kl: information(KL),
  js: information(JS),
  "js-distance": information(JS_DISTANCE),
  "total-variation": information(TOTAL_VARIATION),
  hellinger: information(HELLINGER),
  psi: information(PSI),
  wasserstein,
  emd,
};

/** The names, to list and to check. */
export const MEASURES: readonly Measure[] = Object.keys(MEASURE_ROWS) as Measure[];
export const PAIR_MEASURES = MEASURES.filter((measure) => MEASURE_ROWS[measure].isOfPairs);
