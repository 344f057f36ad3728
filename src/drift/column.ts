/** Drift of one column that is in memory. */
import { rejectKind } from "../check";
import { CategoricalDrift } from "./categorical";
import { LARGEST_VALUE, NumericDrift } from "./numeric";
import type { ColumnDrift } from "./result";
import { type DriftOptions, driftSettings } from "./settings";

/** Numbers, or texts and booleans; null, undefined, NaN and ±Infinity are missing. */
export type ColumnValues = ArrayLike<number | bigint | string | boolean | null | undefined>;

export interface ColumnOptions extends DriftOptions {
  /** the column's name in the result */
  column?: string;
}

/**
 * Compares the values of one column now with those of a reference: PSI (Siddiqi, Credit Risk
 * Scorecards, 2006), KL divergence, JS distance (Endres & Schindelin, IEEE Trans. Inf. Theory 49, 2003),
 * Hellinger distance, W1 ÷ the reference's standard deviation, and the shares of missing values.
 * The formulas are in docs/drift.md.
 *
 * Columns are numeric (numbers, bigints) or categorical (texts, booleans), the same on both sides.
 *
 * @param reference what the bins are fitted on
 * @param current what is compared with it, of any length
 * @throws TypeError for mixed or other kinds of values; RangeError for options out of range
 */
export function driftColumn(
  reference: ColumnValues,
  current: ColumnValues,
  options?: ColumnOptions,
): ColumnDrift {
  const fn = "driftColumn";
  const settings = driftSettings(options, fn, ["column"]);
  const column = options?.column ?? "column";
  const kind = kindOf(fn, [
    ["reference", reference],
    ["current", current],
  ]);

  const own = kind === "numeric" ? sorted : texts;
  const sides = [own(reference), own(current)] as const;
  const [r, c] = sides.map((values) => values.length);
  const totals = {
    reference: { rows: reference.length, values: r },
    current: { rows: current.length, values: c },
  };
  const task = { column, totals, settings };
  return kind === "numeric"
    ? walkNumbers(new NumericDrift(task), ...(sides as readonly [Float64Array, Float64Array]))
    : walkCategories(new CategoricalDrift(task), ...(sides as readonly [string[], string[]]));
}

const KINDS = {
  number: "numeric",
  bigint: "numeric",
  string: "categorical",
  boolean: "categorical",
} as const;

/** The kind that all values have; numeric where there is none. */
function kindOf(fn: string, sides: [string, ColumnValues][]): ColumnDrift["kind"] {
  let found: ColumnDrift["kind"] | undefined;
  for (const [name, values] of sides) {
    if (typeof values !== "object" || values === null || typeof values.length !== "number") {
      rejectKind(fn, name, values, "an array of values");
    }
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      const kind = KINDS[typeof value as keyof typeof KINDS];
      if (kind === undefined || kind !== (found ?? kind)) {
        const expected =
          found === undefined
            ? "a number, a text, a boolean or null"
            : `${found === "numeric" ? "a number" : "a text or a boolean"} as before it`;
        rejectKind(fn, `${name}[${i}]`, value, expected);
      }
      found = kind;
    }
  }
  return found ?? "numeric";
}

/** The values there are, in ascending order. */
function sorted(values: ColumnValues): Float64Array {
  const own = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    const x = Number(value);
    if (Math.abs(x) <= LARGEST_VALUE) own[count++] = x;
  }
  return own.subarray(0, count).sort();
}

function texts(values: ColumnValues): string[] {
  const own: string[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== null && value !== undefined) own.push(String(value));
  }
  return own;
}

function walkNumbers(drift: NumericDrift, a: Float64Array, b: Float64Array): ColumnDrift {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = j === b.length || a[i] < b[j] ? a[i] : b[j];
    const [beforeI, beforeJ] = [i, j];
    while (a[i] === x) i++;
    while (b[j] === x) j++;
    drift.add(x, i - beforeI, j - beforeJ);
  }
  return drift.result();
}

function walkCategories(drift: CategoricalDrift, a: string[], b: string[]): ColumnDrift {
  const counts = new Map<string, [number, number]>();
  [a, b].forEach((side, k) => {
    for (const text of side) {
      const count = counts.get(text) ?? [0, 0];
      count[k]++;
      counts.set(text, count);
    }
  });
  const byCounts = [...counts].sort(
    ([s, [r, c]], [t, [u, d]]) => u - r || d - c || byCodePoints(s, t),
  );
  for (const [category, [r, c]] of byCounts) drift.add(category, r, c);
  return drift.result();
}

/** The order of UTF-8, in which databases sort; that of JavaScript is UTF-16's. */
function byCodePoints(s: string, t: string): number {
  let i = 0;
  while (i < s.length && s[i] === t[i]) i++;
  return (s.codePointAt(i) ?? -1) - (t.codePointAt(i) ?? -1);
}
