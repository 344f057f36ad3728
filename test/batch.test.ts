import { describe, expect, it } from "vitest";
import {
  crossEntropy,
  emd,
  entropy,
  hellinger,
  jsDistance,
  jsDivergence,
  klDivergence,
  paired,
  pairwise,
  psi,
  totalVariation,
  type Weights,
  wassersteinHistogram,
} from "wasmstein";
import { random, randoms } from "./support/random.mjs";

const bins = 13;
const next = random(1);
const P = randoms(next, 7 * bins);
const Q = randoms(next, 7 * bins);
const cost = randoms(next, bins * bins);
const positions = randoms(next, bins);
const row = (values: Float64Array, r: number) => values.subarray(r * bins, (r + 1) * bins);

const single = {
  "cross-entropy": crossEntropy,
  kl: klDivergence,
  js: jsDivergence,
  "js-distance": jsDistance,
  "total-variation": totalVariation,
  hellinger,
  psi,
  wasserstein: (p: Weights, q: Weights) => wassersteinHistogram(p, q, { positions }),
  emd: (p: Weights, q: Weights) => emd(p, q, cost).cost,
};
const measures = Object.keys(single) as (keyof typeof single)[];
const options = { bins, cost, positions };

describe("paired", () => {
  it.each(measures)("%s of each pair of rows is that of the rows alone", (measure) => {
    const expected = Float64Array.from({ length: 7 }, (_, r) =>
      single[measure](row(P, r), row(Q, r)),
    );
    expect(paired(measure, P, Q, options)).toEqual(expected);
  });

  it.each(measures)("%s compares with Q's only row", (measure) => {
    const expected = Float64Array.from({ length: 7 }, (_, r) =>
      single[measure](row(P, r), row(Q, 2)),
    );
    expect(paired(measure, P, row(Q, 2), options)).toEqual(expected);
  });

  it("gives the entropy of each row", () => {
    const expected = Float64Array.from({ length: 7 }, (_, r) => entropy(row(P, r)));
    expect(paired("entropy", P, { bins })).toEqual(expected);
  });

  it("passes base, normalize and order on", () => {
    expect(paired("entropy", [1, 1, 1, 0], { bins: 2, base: 2 })).toEqual(Float64Array.of(1, 0));
    expect(paired("kl", [1, 2], [3, 4], { bins: 2, normalize: false })[0]).toBe(
      klDivergence([1, 2], [3, 4], { normalize: false }),
    );
    expect(paired("wasserstein", [1, 0, 1], [0, 2, 0], { bins: 3, order: 2 })[0]).toBe(1);
    const mass = paired("emd", [2, 0], [0, 2], { bins: 2, cost: [0, 3, 3, 0], normalize: false });
    expect(mass[0]).toBe(6);
  });

  it("writes to out, and answers it", () => {
    const out = new Float64Array(7);
    expect(paired("kl", P, Q, { bins, out })).toBe(out);
    expect(out).toEqual(paired("kl", P, Q, { bins }));
  });

  it("takes no rows at all", () => {
    expect(paired("kl", [], [], { bins })).toEqual(new Float64Array(0));
    expect(pairwise("js", P, [], { bins })).toEqual(new Float64Array(0));
  });
});

describe("pairwise", () => {
  it.each(measures)("%s compares every row with every row", (measure) => {
    const result = pairwise(measure, P, Q.subarray(0, 4 * bins), options);
    expect(result.length).toBe(28);
    for (let r = 0; r < 7; r++) {
      for (let c = 0; c < 4; c++) {
        expect(result[4 * r + c]).toBe(single[measure](row(P, r), row(Q, c)));
      }
    }
  });

  it("is symmetric with a zero diagonal for distances within one set", () => {
    for (const measure of ["js", "js-distance", "total-variation", "hellinger"] as const) {
      const result = pairwise(measure, P, P, { bins });
      for (let r = 0; r < 7; r++) {
        expect(result[8 * r]).toBe(0);
        for (let c = 0; c < 7; c++) expect(result[7 * r + c]).toBe(result[7 * c + r]);
      }
    }
  });
});

describe("rows longer than a block of the sums", () => {
  it.each([127, 128, 129, 255, 1000, 4097])("agree with a plain sum at %i bins", (length) => {
    const p = randoms(next, length);
    const q = randoms(next, length);
    const sum = (values: Float64Array) => values.reduce((total, x) => total + x, 0);
    const kl = p.reduce(
      (total, x, i) => total + (x / sum(p)) * Math.log(x / sum(p) / (q[i] / sum(q))),
      0,
    );
    expect(Math.abs(klDivergence(p, q) - kl)).toBeLessThan(1e-12);
  });
});

describe("emd over many rows", () => {
  it("is what emd gives for each pair, whatever went before", () => {
    const next = random(79);
    for (const bins of [1, 12, 64, 300]) {
      const rows = bins === 300 ? 4 : 40;
      const sparse = () => randoms(next, rows * bins).map((x, k) => (k % bins && x < 0.5 ? 0 : x));
      const [P, Q] = [sparse(), sparse()];
      const cost = randoms(next, bins * bins);
      const all = pairwise("emd", P, Q, { bins, cost });
      const pairs = paired("emd", P, Q, { bins, cost });
      for (let r = 0; r < rows; r++) {
        const row = (values: Float64Array, k: number) => values.subarray(k * bins, (k + 1) * bins);
        const expected = emd(row(P, r), row(Q, r), cost).cost;
        expect(Math.abs(pairs[r] - expected)).toBeLessThanOrEqual(1e-14);
        expect(Math.abs(all[r * rows + r] - expected)).toBeLessThanOrEqual(1e-14);
      }
    }
  });
});
