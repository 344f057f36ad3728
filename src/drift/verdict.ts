/** From what was counted to the result of a column: its measures and its verdict. */
import { DRIFT_MEASURES, MEASURE_TITLES } from "./measures";
import type { Bin, ColumnDrift, SideSummary } from "./result";
import { binnedScores } from "./scores";
import type { DriftSettings } from "./settings";

/** Of one side of a column: its rows, and how many of them have a value. */
export interface Totals {
  readonly rows: number;
  readonly values: number;
}

export interface BothTotals {
  readonly reference: Totals;
  readonly current: Totals;
}

/** What an accumulator is made for. */
export interface ColumnTask {
  readonly column: string;
  readonly totals: BothTotals;
  readonly settings: DriftSettings;
}

/** What an accumulator has found. */
export interface ColumnCounts {
  readonly kind: ColumnDrift["kind"];
  readonly bins: readonly Bin[];
  /** W1 ÷ the reference's standard deviation; null for categories */
  readonly "w1-per-sigma": number | null;
  readonly w1?: number | null;
  /** mean, std, min, max of numbers */
  readonly reference?: Partial<SideSummary>;
  readonly current?: Partial<SideSummary>;
}

export function judge({ column, totals, settings }: ColumnTask, counts: ColumnCounts): ColumnDrift {
  const empty = [totals.reference, totals.current].filter(({ values }) => values === 0).length;
  const reference = summary(totals.reference, counts.reference);
  const current = summary(totals.current, counts.current);
  const binned =
    empty > 0
      ? { psi: null, kl: null, "js-distance": null, hellinger: null }
      : binnedScores(counts.bins, settings.smoothing);
  const measures = {
    ...binned,
    "w1-per-sigma": counts["w1-per-sigma"],
    missing:
      reference.missingShare === null || current.missingShare === null
        ? null
        : Math.abs(reference.missingShare - current.missingShare),
  };
  const reached = DRIFT_MEASURES.filter((name) =>
    reaches(measures[name], settings.thresholds[name]),
  );
  return {
    column,
    kind: counts.kind,
    verdict: empty > 0 ? "no data" : reached.length > 0 ? "drift" : "ok",
    drifted: empty === 1 || reached.length > 0,
    reached,
    measures,
    ...(counts.w1 !== undefined && { w1: counts.w1 }),
    reference,
    current,
    bins: counts.bins,
  };
}

/** The verdict and what led to it: "drift: PSI, JS", "no data now". */
export function verdictInWords({ verdict, drifted, reached, current }: ColumnDrift): string {
  if (verdict !== "no data") {
    const names = reached.map((measure) => MEASURE_TITLES[measure]).join(", ");
    return names === "" ? verdict : `${verdict}: ${names}`;
  }
  if (!drifted) return verdict;
  return current.missing === current.rows ? `${verdict} now` : `${verdict} before`;
}

function reaches(value: number | null, threshold: number | undefined): value is number {
  return value !== null && threshold !== undefined && value >= threshold;
}

function summary({ rows, values }: Totals, more: Partial<SideSummary> = {}): SideSummary {
  const missing = rows - values;
  return { rows, missing, missingShare: rows === 0 ? null : missing / rows, ...more };
}

/** The walk must have met what the totals promised. */
export function requireWhole(
  fn: string,
  task: ColumnTask,
  reference: number,
  current: number,
): void {
  const { totals, column } = task;
  if (reference === totals.reference.values && current === totals.current.values) return;
  throw new Error(
    `${fn}: ${column} has ${reference} and ${current} values, expected the totals ` +
      `${totals.reference.values} and ${totals.current.values}: has the data changed meanwhile?`,
  );
}
