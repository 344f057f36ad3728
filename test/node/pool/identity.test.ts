/** A pool gives the bits of paired and pairwise, whatever the number of its workers. */
import { describe, expect, it } from "vitest";
import { type BatchOptions, MEASURES, type Measure, paired, pairwise } from "wasmstein";
import { exact, pools } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

type Binary = Exclude<Measure, "entropy">;

const make = pools();
const allSizes = [1, 2, 4].map((size) => make({ size }));
const next = random(11);
const matrix = (rows: number, bins: number) =>
  randoms(next, rows * bins).map((x) => Math.max(0, x - 0.1) + 1e-9);

const costs = new Map<number, Float64Array>();
/** |i − j|, with some noise so that ties are rare. */
function costOf(bins: number): Float64Array {
  const cost =
    costs.get(bins) ??
    Float64Array.from(
      { length: bins * bins },
      (_, k) => Math.abs(Math.floor(k / bins) - (k % bins)) + next() / 4,
    );
  costs.set(bins, cost);
  return cost;
}

async function expectPaired(measure: Binary, pRows: number, qRows: number, options: BatchOptions) {
  const P = matrix(pRows, options.bins);
  const Q = matrix(qRows, options.bins);
  const expected = exact(paired(measure, P, Q, options));
  for (const pool of allSizes)
    expect(exact(await pool.paired(measure, P, Q, options))).toBe(expected);
}

async function expectPairwise(
  measure: Binary,
  pRows: number,
  qRows: number,
  options: BatchOptions,
) {
  const P = matrix(pRows, options.bins);
  const Q = matrix(qRows, options.bins);
  const expected = exact(pairwise(measure, P, Q, options));
  for (const pool of allSizes) {
    expect(exact(await pool.pairwise(measure, P, Q, options))).toBe(expected);
  }
}

/** All that take no ground cost. */
const PLAIN = MEASURES.filter(
  (measure): measure is Binary => measure !== "entropy" && measure !== "emd",
);

describe.each(PLAIN)("a pool has the bits of %s", (measure) => {
  it("row by row, and against one row", async () => {
    for (const rows of [1, 2, 63, 64, 65]) await expectPaired(measure, rows, rows, { bins: 5 });
    for (const rows of [1, 64, 65, 500]) await expectPaired(measure, rows, 1, { bins: 7 });
    await expectPaired(measure, 321, 321, { bins: 3000 });
  });

  it("for every row against every row", async () => {
    for (const [m, n] of [
      [1, 1],
      [1, 65],
      [65, 1],
      [3, 130],
      [64, 64],
    ]) {
      await expectPairwise(measure, m, n, { bins: 6 });
    }
    await expectPairwise(measure, 7, 66, { bins: 3000 });
    await expectPairwise(measure, 70, 70, { bins: 130, normalize: false });
  });
});

describe("a pool has the bits of a batch", () => {
  it("that is split between the largest parts", async () => {
    await expectPaired("js", 2 ** 20 + 1, 1, { bins: 1, normalize: false });
    await expectPairwise("total-variation", 1025, 1025, { bins: 1, normalize: false });
    await expectPaired("kl", 2 ** 17 + 3, 2 ** 17 + 3, { bins: 8 });
  });

  it("of entropies, in any base", async () => {
    const P = matrix(70_000, 16);
    for (const options of [{ bins: 16 }, { bins: 16, base: 2 }, { bins: 7000, base: 10 }]) {
      const expected = exact(paired("entropy", P, options));
      for (const pool of allSizes)
        expect(exact(await pool.paired("entropy", P, options))).toBe(expected);
    }
  });

  it("with options of the measure", async () => {
    await expectPairwise("kl", 20, 30, { bins: 9, base: 2 });
    await expectPaired("cross-entropy", 20, 20, { bins: 9, normalize: false, base: 3 });
    const positions = [3, 1, 4, 1.5, 9, 2.6];
    for (const order of [1, 2, 3.5, Infinity]) {
      await expectPairwise("wasserstein", 20, 70, { bins: 6, order, positions });
    }
  });

  it("of no rows", async () => {
    for (const pool of allSizes) {
      expect(await pool.pairwise("kl", [], [1, 2], { bins: 2 })).toEqual(new Float64Array(0));
      expect(await pool.paired("js", [], [1, 2], { bins: 2 })).toEqual(new Float64Array(0));
      expect(await pool.paired("entropy", [], { bins: 2 })).toEqual(new Float64Array(0));
    }
  });
});

describe("a pool has the bits of emd, each pair of which starts from the one before,", () => {
  it("row by row, at every edge of a run", async () => {
    for (const rows of [1, 2, 63, 64, 65, 127, 128, 129, 300]) {
      await expectPaired("emd", rows, rows, { bins: 12, cost: costOf(12) });
      await expectPaired("emd", rows, 1, { bins: 12, cost: costOf(12) });
    }
  });

  it("for every row against every row, at every edge of a run", async () => {
    for (const [m, n] of [
      [1, 63],
      [1, 65],
      [2, 64],
      [65, 1],
      [3, 129],
      [40, 5],
      [33, 2],
      [70, 70],
    ]) {
      await expectPairwise("emd", m, n, { bins: 10, cost: costOf(10) });
    }
  });

  it("with one bin, and with so many that each pair stands for itself", async () => {
    await expectPairwise("emd", 3, 70, { bins: 1, cost: [2.5] });
    await expectPaired("emd", 9, 9, { bins: 260, cost: costOf(260) });
    await expectPairwise("emd", 3, 6, { bins: 257, cost: costOf(257) });
    await expectPairwise("emd", 1, 66, { bins: 100, cost: costOf(100) });
  });

  it("with a cost in single precision, and with equal totals that are kept", async () => {
    const bins = 20;
    const cost = Float32Array.from(costOf(bins));
    const P = matrix(130, bins);
    const Q = P.map((_, k) => P[k - (k % bins) + ((k + 3) % bins)]);
    const options = { bins, cost, normalize: false };
    const expected = exact(paired("emd", P, Q, options));
    for (const pool of allSizes)
      expect(exact(await pool.paired("emd", P, Q, options))).toBe(expected);
  });
});
