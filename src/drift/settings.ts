/** The options of a comparison, checked and completed. */
import { rejectKind, requireNumbers, requireValue } from "../check";
import { requireOptions } from "../check-options";
import { argumentError } from "../errors";
import { DRIFT_MEASURES, type DriftMeasure } from "./measures";

export type Thresholds = Readonly<Partial<Record<DriftMeasure, number>>>;

export interface DriftOptions {
  /**
   * "auto" (default): 10 bins of equal frequency in the reference; a number: that many; or edges that
   * rise. Categories are their own bins.
   */
  bins?: "auto" | number | ArrayLike<number>;
  /** added to the count of every bin, on both sides; 0.5 by default */
  smoothing?: number;
  /** a measure that reaches its threshold is drift; given any, the defaults do not apply */
  thresholds?: Thresholds;
}

export interface DriftSettings {
  /** how many bins of equal frequency, or the edges */
  readonly bins: number | readonly number[];
  readonly smoothing: number;
  readonly thresholds: Thresholds;
}

/** PSI between the 0.1 and 0.25 of Siddiqi (Credit Risk Scorecards, 2006); the others by convention. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  psi: 0.2,
  "js-distance": 0.1,
  "w1-per-sigma": 0.1,
  missing: 0.05,
};
/** Deciles of the reference, the convention for PSI. */
const DEFAULT_BINS = 10;
const MOST_BINS = 1000;
/** The prior of Jeffreys, for coding that of Krichevsky and Trofimov (1981). */
const DEFAULT_SMOOTHING = 0.5;

/**
 * The options with their defaults.
 *
 * @throws TypeError for the wrong kind of value, RangeError for a value out of range
 */
export function driftSettings(
  options?: DriftOptions,
  fn = "driftSettings",
  also: readonly string[] = [],
): DriftSettings {
  requireOptions(fn, options, ["bins", "smoothing", "thresholds", ...also]);
  const smoothing = options?.smoothing ?? DEFAULT_SMOOTHING;
  requireValue(fn, "smoothing", smoothing, (x) => x >= 0 && x < Infinity, "a finite number ≥ 0");
  return {
    bins: requireBins(fn, options?.bins ?? "auto"),
    smoothing,
    thresholds: requireThresholds(fn, options?.thresholds ?? DEFAULT_THRESHOLDS),
  };
}

function requireBins(fn: string, bins: unknown): number | readonly number[] {
  if (bins === "auto") return DEFAULT_BINS;
  if (typeof bins === "number") {
    const isCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= MOST_BINS;
    requireValue(fn, "bins", bins, isCount, `a whole number from 1 to ${MOST_BINS}`);
    return bins;
  }
  if (typeof bins !== "object") rejectKind(fn, "bins", bins, '"auto", a number, or edges');
  requireNumbers(fn, "bins", bins, 2);
  const edges = Array.from(bins);
  edges.forEach((edge, k) => {
    const rises = (x: number) => Number.isFinite(x) && (k === 0 || x > edges[k - 1]);
    const expected = k === 0 ? "a finite number" : `a finite number > bins[${k - 1}]`;
    requireValue(fn, `bins[${k}]`, edge, rises, expected);
  });
  return edges;
}

function requireThresholds(fn: string, thresholds: unknown): Thresholds {
  if (typeof thresholds !== "object" || thresholds === null) {
    rejectKind(fn, "thresholds", thresholds, "an object");
  }
  for (const [name, value] of Object.entries(thresholds)) {
    if (!DRIFT_MEASURES.includes(name as DriftMeasure)) {
      const known = DRIFT_MEASURES.join(", ");
      throw argumentError(
        RangeError,
        fn,
        "thresholds",
        `has ${JSON.stringify(name)}, expected ${known}`,
      );
    }
    const isThreshold = (x: number) => x > 0 && x < Infinity;
    requireValue(fn, `thresholds.${name}`, value, isThreshold, "a finite number > 0");
  }
  return { ...(thresholds as Thresholds) };
}
