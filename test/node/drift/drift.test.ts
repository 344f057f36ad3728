/** The numbers of wasmstein/drift against formulas written again, from the raw values. */

import { describe, expect, it } from "vitest";
import { wasserstein1d } from "wasmstein";
import { type Bin, type ColumnDrift, driftColumn } from "wasmstein/drift";

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
    "js-distance": Math.sqrt((kl(p, middle) + kl(q, middle)) / 2 / Math.LN2),
    hellinger: Math.sqrt(sum(p.map((x, i) => (Math.sqrt(x) - Math.sqrt(q[i])) ** 2)) / 2),
  };
}

describe.each(samples)("drift of numbers: %s", (_, reference, current) => {
  const drift = driftColumn(reference, current);

  it("measures the same Wasserstein distance as wasserstein1d", () => {
    const exact = wasserstein1d(reference, current);
    close(drift.w1, exact);
    if (drift.reference.std !== 0)
      close(drift.measures["w1-per-sigma"], exact / (drift.reference.std as number));
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
    for (const name of ["psi", "js-distance", "hellinger", "missing"] as const) {
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
    expect(measures["w1-per-sigma"]).toBeNull();
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
