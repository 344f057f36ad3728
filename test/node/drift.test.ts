/** The numbers of wasmstein/drift against formulas written again, from the raw values. */

import { describe, expect, it } from "vitest";
import { wasserstein1d } from "wasmstein";
import {
  type Bin,
  CategoricalDrift,
  type ColumnDrift,
  driftColumn,
  driftSettings,
  hasDrift,
  NumericDrift,
} from "wasmstein/drift";

/** Reproducible numbers in 0 … 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const next = random(7);
const doubles = (n: number, shift = 0) =>
  Float64Array.from({ length: n }, () => next() + next() + shift);
const tied = (n: number, most: number) =>
  Float64Array.from({ length: n }, () => Math.floor(next() * next() * most));

const samples: [string, Float64Array, Float64Array][] = [
  ["doubles", doubles(3000), doubles(2000, 0.2)],
  ["ties", tied(5000, 12), tied(777, 15)],
  ["far from zero", doubles(1000, 1e6), doubles(1000, 1e6 + 1)],
  ["apart", doubles(100), doubles(50, 10)],
  ["one value each", Float64Array.of(1), Float64Array.of(4)],
];

const close = (found: number | null | undefined, expected: number, digits = 1e-12) =>
  expect(Math.abs((found as number) - expected)).toBeLessThanOrEqual(digits * (1 + expected));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** How many values lie in the bin, by its edges. */
function inside(values: Float64Array, bin: Bin, first: boolean): number {
  const [from, to] = [bin.from ?? -Infinity, bin.to ?? Infinity];
  return values.filter((x) => {
    if (bin.group === "below") return x < to;
    return first ? x >= from && x <= to : x > from && x <= to;
  }).length;
}

/** The measures as textbooks write them, over the bins that are not empty on both sides. */
function formulas(bins: readonly Bin[], smoothing: number) {
  const used = bins.filter(({ reference, current }) => reference + current > 0);
  const share = (counts: number[]) =>
    counts.map((n) => (n + smoothing) / (sum(counts) + smoothing * counts.length));
  const p = share(used.map(({ reference }) => reference));
  const q = share(used.map(({ current }) => current));
  const kl = (a: number[], b: number[]) => sum(a.map((x, i) => x * Math.log(x / b[i])));
  const middle = p.map((x, i) => (x + q[i]) / 2);
  return {
    psi: sum(p.map((x, i) => (x - q[i]) * Math.log(x / q[i]))),
    kl: kl(q, p),
    js: Math.sqrt((kl(p, middle) + kl(q, middle)) / 2 / Math.LN2),
    hellinger: Math.sqrt(sum(p.map((x, i) => (Math.sqrt(x) - Math.sqrt(q[i])) ** 2)) / 2),
  };
}

describe.each(samples)("drift of numbers: %s", (_, reference, current) => {
  const drift = driftColumn(reference, current);

  it("measures the same Wasserstein distance as wasserstein1d", () => {
    const exact = wasserstein1d(reference, current);
    close(drift.w1, exact);
    if (drift.reference.std !== 0)
      close(drift.measures.wasserstein, exact / (drift.reference.std as number));
  });

  it("knows mean, population standard deviation and extremes of both sides", () => {
    for (const [values, side] of [
      [reference, drift.reference],
      [current, drift.current],
    ] as const) {
      const mean = sum(values) / values.length;
      close(side.mean, mean);
      close(side.std, Math.sqrt(sum(values.map((x) => (x - mean) ** 2)) / values.length), 1e-9);
      expect([side.min, side.max]).toEqual([Math.min(...values), Math.max(...values)]);
    }
  });

  it.each([1, 3, 10, 100])("counts every value in the bin whose edges hold it, %i bins", (bins) => {
    const binned = driftColumn(reference, current, { bins });
    binned.bins.forEach((bin, k) => {
      expect(bin.reference).toBe(inside(reference, bin, k === 1));
      expect(bin.current).toBe(inside(current, bin, k === 1));
    });
    expect(sum(binned.bins.map((bin) => bin.reference))).toBe(reference.length);
    expect(sum(binned.bins.map((bin) => bin.current))).toBe(current.length);
  });

  it("has edges at the reference's quantiles", () => {
    const ordered = reference.slice().sort();
    const quantiles = Array.from(
      { length: 10 },
      (_, k) => ordered[Math.ceil(((k + 1) * ordered.length) / 10) - 1],
    );
    const edges = drift.bins.slice(1, -1).map((bin) => bin.to);
    expect(edges).toEqual([...new Set(quantiles)]);
    expect(drift.bins[1].from).toBe(ordered[0]);
  });

  it.each([0.5, 0.1, 7])("gives the measures of the smoothed bins, +%d", (smoothing) => {
    const { measures, bins } = driftColumn(reference, current, { smoothing });
    for (const [name, expected] of Object.entries(formulas(bins, smoothing))) {
      close(measures[name as "psi"], expected, 1e-11);
    }
  });

  it("is the same from either side with given edges, but for KL and the unit of W1", () => {
    const options = { bins: [0, 0.5, 1, 2, 1e6] };
    const there = driftColumn(reference, current, options);
    const back = driftColumn(current, reference, options);
    for (const name of ["psi", "js", "hellinger", "missing"] as const) {
      close(back.measures[name], there.measures[name] as number, 1e-14);
    }
    close(back.w1, there.w1 as number, 1e-14);
  });

  it("finds nothing where both sides are the same", () => {
    const same = driftColumn(reference, reference);
    expect(same.verdict).toBe("ok");
    expect(Object.values(same.measures)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("bins", () => {
  const counts = ({ bins }: ColumnDrift) =>
    bins.map((bin) => [bin.label, bin.reference, bin.current]);

  it("are (a, b], but for the first, and one more on either side", () => {
    const drift = driftColumn([0, 1, 1, 2, 5, -3], [0, 2, 2, 9], { bins: [0, 1, 2] });
    expect(counts(drift)).toEqual([
      ["< 0", 1, 0],
      ["[0, 1]", 3, 1],
      ["(1, 2]", 1, 2],
      ["> 2", 1, 1],
    ]);
  });

  it("merge where quantiles are tied, and a smallest value that fills its bin stands alone", () => {
    const drift = driftColumn([0, 0, 0, 0, 0, 0, 0, 0, 3, 7.25], [-1, 0, 1, 8]);
    expect(counts(drift)).toEqual([
      ["< 0", 0, 1],
      ["0", 8, 1],
      ["(0, 3]", 1, 1],
      ["(3, 7.25]", 1, 0],
      ["> 7.25", 0, 1],
    ]);
  });

  it("do not count for the measures where both sides are empty", () => {
    const few = driftColumn([1, 2, 3], [1, 1, 3], { bins: [0, 2, 4] });
    const more = driftColumn([1, 2, 3], [1, 1, 3], { bins: [-2, -1, 0, 2, 4, 5, 6] });
    expect(more.measures).toEqual(few.measures);
  });

  it("show as many digits as tell their edges apart, and no minus zero", () => {
    const drift = driftColumn([-0, 1.000001, 1.000002], [1], { bins: 3 });
    expect(counts(drift).map(([label]) => label)).toEqual([
      "< 0",
      "0",
      "(0, 1.000001]",
      "(1.000001, 1.000002]",
      "> 1.000002",
    ]);
    expect(Object.is(drift.bins[0].to, 0)).toBe(true);
  });
});

describe("columns with little in them", () => {
  it("count null, NaN, infinite and enormous values as missing", () => {
    const drift = driftColumn([1, null, 2, undefined], [NaN, 1, -Infinity, 1e200, 2, 2, 2, 2]);
    expect(drift.reference).toMatchObject({ rows: 4, missing: 2, missingShare: 0.5 });
    expect(drift.current).toMatchObject({ rows: 8, missing: 3, missingShare: 0.375 });
    expect(drift.measures.missing).toBe(0.125);
    expect(drift.reached).toContain("missing");
  });

  it("are constant: no distance to the same constant, an infinite one to any other", () => {
    expect(driftColumn([2, 2, 2], [2]).measures.wasserstein).toBe(0);
    const away = driftColumn([2, 2, 2], [2, 3]);
    expect([away.measures.wasserstein, away.w1, away.reference.std]).toEqual([Infinity, 0.5, 0]);
  });

  it.each([
    ["nothing now", [1, 2], []],
    ["nothing before", [], [1, 2]],
    ["only missing values now", [1, 2], [null, NaN]],
  ])("have no data on one side, which is drift: %s", (_, reference, current) => {
    const drift = driftColumn(reference, current, { thresholds: { psi: 9 } });
    expect([drift.verdict, drift.drifted]).toEqual(["no data", true]);
    expect(drift.measures).toMatchObject({ psi: null, js: null, wasserstein: null });
    expect(drift.w1).toBeNull();
  });

  it("have no data on either side, which is none", () => {
    const drift = driftColumn([null, null], []);
    expect([drift.verdict, drift.drifted, drift.bins.length]).toEqual(["no data", false, 0]);
  });
});

describe("drift of categories", () => {
  it("keeps fifty, gathers the others and the new ones", () => {
    const reference = Array.from({ length: 60 }, (_, k) => Array(100 - k).fill(`c${k}`)).flat();
    const current = ["c0", "c0", "c59", "x", "y", "y"];
    const { bins, measures } = driftColumn(reference, current);
    expect(bins.length).toBe(52);
    expect(bins[0]).toEqual({ label: "c0", reference: 100, current: 2 });
    expect(bins[50]).toMatchObject({
      label: "(other)",
      group: "other",
      categories: 10,
      current: 1,
    });
    expect(bins[51]).toMatchObject({
      group: "new",
      examples: ["y", "x"],
      reference: 0,
      current: 3,
    });
    expect(measures.wasserstein).toBeNull();
    for (const [name, expected] of Object.entries(formulas(bins, 0.5))) {
      close(measures[name as "psi"], expected, 1e-11);
    }
  });

  it("orders equally frequent ones by code point, as databases do", () => {
    const { bins } = driftColumn(["\u{1f600}", "\uffee", "a", "ab", ""], ["a", ""]);
    expect(bins.map(({ label }) => label)).toEqual(["", "a", "ab", "\uffee", "\u{1f600}"]);
  });

  it("takes booleans and texts, and a category that is called (new)", () => {
    const { bins } = driftColumn([true, false, "(new)"], [true, null, "z"]);
    expect(bins.map(({ label, group }) => [label, group])).toEqual([
      ["true", undefined],
      ["(new)", undefined],
      ["false", undefined],
      ["(new)", "new"],
    ]);
  });
});

describe("verdicts", () => {
  const [, reference, current] = samples[0];

  it("name the measures that reach their threshold, and no others", () => {
    const { measures } = driftColumn(reference, current);
    const at = { kl: measures.kl as number, js: (measures.js as number) * 1.01 };
    const drift = driftColumn(reference, current, { thresholds: at });
    expect([drift.verdict, drift.reached]).toEqual(["drift", ["kl"]]);
    expect(driftColumn(reference, current, { thresholds: { js: at.js } }).verdict).toBe("ok");
  });

  it("make a report drift, as do segments that one side lacks", () => {
    const side = { name: "x", rows: 1 };
    const settings = driftSettings();
    const report = { reference: side, current: side, settings, columns: [driftColumn([1], [1])] };
    expect(hasDrift(report)).toBe(false);
    expect(hasDrift({ ...report, segments: { referenceOnly: [], currentOnly: ["a"] } })).toBe(true);
    expect(hasDrift({ ...report, columns: [driftColumn([1], [])] })).toBe(true);
  });
});

describe("what cannot be", () => {
  it.each([
    [{ bins: 0 }, "driftColumn: bins is 0, expected a whole number from 1 to 1000"],
    [{ bins: [1] }, "driftColumn: bins has 1 entries, expected at least 2 entries"],
    [{ bins: [1, 1] }, "driftColumn: bins[1] is 1, expected a finite number > bins[0]"],
    [{ bins: [NaN, 1] }, "driftColumn: bins[0] is NaN, expected a finite number"],
    [{ bins: "many" }, 'driftColumn: bins is "many", expected "auto", a number, or edges'],
    [{ smoothing: -1 }, "driftColumn: smoothing is -1, expected a finite number ≥ 0"],
    [{ thresholds: { js: 0 } }, "driftColumn: thresholds.js is 0, expected a finite number > 0"],
    [{ thresholds: { foo: 1 } }, 'driftColumn: thresholds has "foo", expected psi, kl, js'],
    [7, "driftColumn: options is 7, expected an object"],
  ])("is refused: options %j", (options, message) => {
    expect(() => driftColumn([1], [1], options as object)).toThrow(message);
  });

  it("is refused: values of two kinds, or of another", () => {
    expect(() => driftColumn([1, 2], [3, "4"])).toThrow(
      'driftColumn: current[1] is "4", expected a number as before it',
    );
    expect(() => driftColumn([{}] as unknown as string[], [])).toThrow(
      "driftColumn: reference[0] is Object, expected a number, a text, a boolean or null",
    );
    expect(() => driftColumn("ab" as unknown as string[], [])).toThrow(
      'driftColumn: reference is "ab", expected an array of values',
    );
  });

  it("is refused by the accumulators: a wrong order, values that the totals do not have", () => {
    const totals = { reference: { rows: 2, values: 2 }, current: { rows: 1, values: 1 } };
    const task = { column: "x", totals, settings: driftSettings() };
    const numbers = new NumericDrift(task);
    numbers.add(3, 1, 0);
    expect(() => numbers.add(3, 1, 0)).toThrow("NumericDrift: 3 comes after 3, expected ascending");
    expect(() => numbers.add(NaN, 1, 0)).toThrow("NumericDrift: NaN comes after 3");
    expect(() => numbers.result()).toThrow("x has 1 and 0 values, expected the totals 2 and 1");
    const categories = new CategoricalDrift(task);
    categories.add("a", 1, 1);
    expect(() => categories.add("b", 2, 0)).toThrow("expected the most frequent category first");
  });
});
