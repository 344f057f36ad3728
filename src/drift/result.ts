/** What comes of comparing one column, and of comparing two tables. */
import type { DriftMeasure } from "./measures";
import type { DriftSettings } from "./settings";

/** One bin and how many values of each side fall into it. */
export interface Bin {
  /** "(3, 7.5]" for numbers, the category itself for categories */
  readonly label: string;
  /** absent for an ordinary bin; below and above lie outside of the edges, other and new gather categories */
  readonly group?: "below" | "above" | "other" | "new";
  /** numbers only: the edge it starts at, exclusive but for the first; null below all edges */
  readonly from?: number | null;
  /** numbers only: the edge it ends at, inclusive; null above all edges */
  readonly to?: number | null;
  /** other and new only: how many categories it gathers */
  readonly categories?: number;
  /** other and new only: the most frequent of them */
  readonly examples?: readonly string[];
  readonly reference: number;
  readonly current: number;
}

/** One side of a column. */
export interface SideSummary {
  readonly rows: number;
  /** rows without a usable value: null, NaN, ±Infinity, beyond ±1e150 */
  readonly missing: number;
  /** missing / rows; null without rows */
  readonly missingShare: number | null;
  /** numbers only, null without values */
  readonly mean?: number | null;
  /** population standard deviation: divided by n */
  readonly std?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
}

/** "no data": a side has no values to compare. */
export type Verdict = "ok" | "drift" | "no data";

export interface ColumnDrift {
  readonly column: string;
  /** with segments: the value that the rows share, null where it is missing */
  readonly segment?: string | null;
  readonly kind: "numeric" | "categorical";
  readonly verdict: Verdict;
  /** whether this counts as drift: the verdict "drift", or no data on one side only */
  readonly drifted: boolean;
  /** the measures that reached their threshold */
  readonly reached: readonly DriftMeasure[];
  /** null where a measure is not defined: without data, and w1-per-sigma of categories */
  readonly measures: Readonly<Record<DriftMeasure, number | null>>;
  /** numbers only: exact 1-D Wasserstein distance in the column's unit, null without data */
  readonly w1?: number | null;
  readonly reference: SideSummary;
  readonly current: SideSummary;
  readonly bins: readonly Bin[];
}

/** A comparison of two tables, as the report shows it. */
export interface DriftReport {
  readonly reference: { readonly name: string; readonly rows: number };
  readonly current: { readonly name: string; readonly rows: number };
  readonly settings: DriftSettings;
  readonly columns: readonly ColumnDrift[];
  /** the column whose values make the segments */
  readonly by?: string;
  /** segments that only one side has; they count as drift */
  readonly segments?: {
    readonly referenceOnly: readonly (string | null)[];
    readonly currentOnly: readonly (string | null)[];
  };
  /** what was left out, and why */
  readonly notes?: readonly string[];
}

/** Whether anything in the report counts as drift. */
export function hasDrift({ columns, segments }: DriftReport): boolean {
  const oneSided = segments ? segments.referenceOnly.length + segments.currentOnly.length : 0;
  return oneSided > 0 || columns.some(({ drifted }) => drifted);
}
