import { describe, expect, it } from "vitest";
import * as w from "wasmstein";

// biome-ignore lint/suspicious/noExplicitAny: what is tested here is what the types forbid
type Anything = any;
const bad = (value: unknown) => value as Anything;
const grid = { shape: [2, 2] };

/** [what is wrong, the call, the kind of error, the whole message] */
const cases: [string, () => unknown, new (...args: Anything[]) => Error, string][] = [
  ["no array", () => w.entropy(bad(5)), TypeError, "entropy: p is 5, expected an array of numbers"],
  [
    "null",
    () => w.entropy(bad(null)),
    TypeError,
    "entropy: p is null, expected an array of numbers",
  ],
  [
    "nothing",
    () => w.klDivergence([1], bad(undefined)),
    TypeError,
    "klDivergence: q is undefined, expected an array of numbers",
  ],
  [
    "text",
    () => w.entropy(bad("abc")),
    TypeError,
    'entropy: p is "abc", expected an array of numbers',
  ],
  [
    "text inside",
    () => w.entropy(bad(["1", "2"])),
    TypeError,
    'entropy: p[0] is "1", expected a number',
  ],
  [
    "bigints",
    () => w.entropy(bad(BigInt64Array.of(1n))),
    TypeError,
    "entropy: p[0] is 1n, expected a number",
  ],
  [
    "an empty array",
    () => w.entropy([]),
    RangeError,
    "entropy: p has 0 entries, expected at least one entry",
  ],
  [
    "other lengths",
    () => w.klDivergence([1, 2], [1]),
    RangeError,
    "klDivergence: q has 1 entries, expected p.length = 2",
  ],
  [
    "a negative weight",
    () => w.entropy([1, -1]),
    RangeError,
    "entropy: p[1] is -1, expected a finite number ≥ 0",
  ],
  [
    "a NaN weight",
    () => w.jsDivergence([1, 1], [Number.NaN, 1]),
    RangeError,
    "jsDivergence: q[0] is NaN, expected a finite number ≥ 0",
  ],
  [
    "an infinite weight",
    () => w.psi([1, Number.POSITIVE_INFINITY], [1, 1]),
    RangeError,
    "psi: p[1] is Infinity, expected a finite number ≥ 0",
  ],
  [
    "a missing weight",
    () => w.entropy(bad([1, undefined])),
    TypeError,
    "entropy: p[1] is undefined, expected a number",
  ],
  [
    "no mass",
    () => w.hellinger([1, 2], [0, 0]),
    RangeError,
    "hellinger: q has total mass 0, expected at least one weight > 0, for it cannot be scaled to mass 1",
  ],
  [
    "a base of 1",
    () => w.entropy([1], { base: 1 }),
    RangeError,
    "entropy: base is 1, expected a finite number > 0 other than 1",
  ],
  [
    "a base of 0",
    () => w.entropy([1], { base: 0 }),
    RangeError,
    "entropy: base is 0, expected a finite number > 0 other than 1",
  ],
  [
    "a base of text",
    () => w.entropy([1], { base: bad("2") }),
    TypeError,
    'entropy: base is "2", expected a number',
  ],
  [
    "normalize of 1",
    () => w.entropy([1], { normalize: bad(1) }),
    TypeError,
    "entropy: normalize is 1, expected true or false",
  ],
  [
    "options of 2",
    () => w.entropy([1], bad(2)),
    TypeError,
    "entropy: options is 2, expected an object",
  ],
  [
    "a probability of 2",
    () => w.selfInformation(2),
    RangeError,
    "selfInformation: probability is 2, expected a number from 0 to 1",
  ],
  [
    "a probability of NaN",
    () => w.binaryEntropy(Number.NaN),
    RangeError,
    "binaryEntropy: probability is NaN, expected a number from 0 to 1",
  ],

  [
    "an unknown measure",
    () => w.paired(bad("euclid"), [1], [1], { bins: 1 }),
    RangeError,
    'paired: measure is "euclid", expected one of "entropy", "cross-entropy", "kl", "js", "js-distance", "total-variation", "hellinger", "psi", "wasserstein", "emd"',
  ],
  [
    "entropy of pairs",
    () => w.pairwise(bad("entropy"), [1], [1], { bins: 1 }),
    RangeError,
    'pairwise: measure is "entropy", expected one of "cross-entropy", "kl", "js", "js-distance", "total-variation", "hellinger", "psi", "wasserstein", "emd"',
  ],
  [
    "bins that do not divide",
    () => w.paired("kl", [1, 2, 3], [1, 2], { bins: 2 }),
    RangeError,
    "paired: P has 3 entries, expected a multiple of bins = 2",
  ],
  [
    "bins of 0",
    () => w.paired("kl", [1], [1], { bins: 0 }),
    RangeError,
    "paired: bins is 0, expected a whole number ≥ 1",
  ],
  [
    "no bins",
    () => w.paired("kl", [1], [1], bad({})),
    TypeError,
    "paired: bins is undefined, expected a number",
  ],
  [
    "no options",
    () => w.paired("kl", [1], [1], bad(undefined)),
    TypeError,
    "paired: bins is undefined, expected a number",
  ],
  [
    "other rows",
    () => w.paired("kl", [1, 1, 1], [1, 1], { bins: 1 }),
    RangeError,
    "paired: Q has 2 entries, expected as many as P, or one row, = 3",
  ],
  [
    "an empty row",
    () => w.paired("kl", [1, 1, 0, 0], [1, 1], { bins: 2 }),
    RangeError,
    "paired: row 1 of P has total mass 0, expected at least one weight > 0, for it cannot be scaled to mass 1",
  ],
  [
    "a bad weight in a batch",
    () => w.pairwise("js", [1, 1], [1, 1, 1, -2], { bins: 2 }),
    RangeError,
    "pairwise: Q[3] is -2, expected a finite number ≥ 0",
  ],
  [
    "a short out",
    () => w.paired("kl", [1, 1], [1], { bins: 1, out: new Float64Array(1) }),
    RangeError,
    "paired: out has 1 entries, expected one entry per result = 2",
  ],
  [
    "a plain out",
    () => w.paired("kl", [1], [1], { bins: 1, out: bad([0]) }),
    TypeError,
    "paired: out is an array of 1, expected a Float64Array",
  ],
  [
    "a cost of the wrong size",
    () => w.paired("emd", [1, 1], [1, 1], { bins: 2, cost: [0, 1] }),
    RangeError,
    "paired: cost has 2 entries, expected bins × bins = 4",
  ],
  [
    "no cost",
    () => w.paired("emd", [1, 1], [1, 1], { bins: 2 }),
    TypeError,
    "paired: cost is undefined, expected an array of numbers",
  ],
  [
    "a NaN cost in a batch",
    () => w.paired("emd", [1, 1], [1, 1], { bins: 2, cost: [0, 1, 1, Number.NaN] }),
    RangeError,
    "paired: cost[3] is NaN, expected a finite number",
  ],
  [
    "unequal rows",
    () => w.paired("emd", [1, 1, 2, 2], [1, 1], { bins: 2, cost: [0, 1, 1, 0], normalize: false }),
    RangeError,
    "paired: two rows have different total mass, expected the same to 1e-9 with normalize: false; leave normalize at true to scale both to 1",
  ],

  [
    "an infinite sample",
    () => w.wasserstein1d([1, Number.POSITIVE_INFINITY], [0]),
    RangeError,
    "wasserstein1d: u[1] is Infinity, expected a finite number",
  ],
  [
    "an order below 1",
    () => w.wasserstein1d([1], [0], { order: 0.5 }),
    RangeError,
    "wasserstein1d: order is 0.5, expected a number ≥ 1, or Infinity",
  ],
  [
    "weights that do not fit",
    () => w.wasserstein1d([1, 2], [0], { uWeights: [1] }),
    RangeError,
    "wasserstein1d: uWeights has 1 entries, expected u.length = 2",
  ],
  [
    "a negative sample weight",
    () => w.wasserstein1d([1, 2], [0], { uWeights: [1, -3] }),
    RangeError,
    "wasserstein1d: uWeights[1] is -3, expected a finite number ≥ 0",
  ],
  [
    "edges that fall",
    () => w.wassersteinHistogram([1, 2], [2, 1], { edges: [0, 2, 1] }),
    RangeError,
    "wassersteinHistogram: edges[2] is 1, expected above edges[1] = 2",
  ],
  [
    "edges that do not fit",
    () => w.wassersteinHistogram([1, 2], [2, 1], { edges: [0, 1] }),
    RangeError,
    "wassersteinHistogram: edges has 2 entries, expected p.length + 1 = 3",
  ],
  [
    "edges and width",
    () => w.wassersteinHistogram([1], [1], { edges: [0, 1], width: 1 }),
    TypeError,
    "wassersteinHistogram: positions, edges and width exclude each other, expected only one",
  ],
  [
    "a circumference of 0",
    () => w.wassersteinCircle([1], [1], { circumference: 0 }),
    RangeError,
    "wassersteinCircle: circumference is 0, expected a finite number > 0",
  ],

  [
    "a cost that does not fit",
    () => w.emd([1, 2], [1, 2, 3], [1, 2]),
    RangeError,
    "emd: cost has 2 entries, expected a.length × b.length = 2 × 3 = 6",
  ],
  [
    "a NaN cost",
    () => w.emd([1], [1], [Number.NaN]),
    RangeError,
    "emd: cost[0] is NaN, expected a finite number",
  ],
  [
    "a NaN single cost",
    () => w.emd([1], [1, 1], Float32Array.of(1, Number.NaN)),
    RangeError,
    "emd: cost[1] is NaN, expected a finite number",
  ],
  [
    "a cost too large",
    () => w.emd([1], [1], [1e305]),
    RangeError,
    "emd: cost[0] is 1e+305, expected at most 1e+300 in size",
  ],
  [
    "negative mass",
    () => w.emd([1, -2], [1], [1, 2]),
    RangeError,
    "emd: a[1] is -2, expected a finite number ≥ 0",
  ],
  [
    "no mass to send",
    () => w.emd([0, 0], [1], [1, 2]),
    RangeError,
    "emd: a has total mass 0, expected at least one weight > 0, for it cannot be scaled to mass 1",
  ],
  [
    "unequal totals",
    () => w.emd([1], [2], [1], { normalize: false }),
    RangeError,
    "emd: a has total mass 1, b has total mass 2, expected the same to 1e-9 with normalize: false; leave normalize at true to scale both to 1",
  ],
  [
    "negative pivots",
    () => w.emd([1], [1], [1], { maxPivots: -1 }),
    RangeError,
    "emd: maxPivots is -1, expected a whole number ≥ 0",
  ],
  [
    "half a pivot",
    () => w.emd([1], [1], [1], { maxPivots: 0.5 }),
    RangeError,
    "emd: maxPivots is 0.5, expected a whole number ≥ 0",
  ],
  [
    "a time of NaN",
    () => w.emd([1], [1], [1], { timeLimitMs: Number.NaN }),
    RangeError,
    "emd: timeLimitMs is NaN, expected a number ≥ 0",
  ],
  [
    "progress to nobody",
    () => w.emd([1], [1], [1], { onProgress: bad(1) }),
    TypeError,
    "emd: onProgress is 1, expected a function",
  ],

  [
    "an unknown metric",
    () => w.emdPoints([1], [1], { dim: 1, metric: bad("manhattan") }),
    RangeError,
    'emdPoints: metric is "manhattan", expected one of "sqeuclidean", "euclidean", "cityblock", "chebyshev"',
  ],
  [
    "no dim",
    () => w.emdPoints([1], [1], bad(undefined)),
    TypeError,
    "emdPoints: dim is undefined, expected a number",
  ],
  [
    "dim that does not divide",
    () => w.emdPoints([1, 2, 3], [1, 2], { dim: 2 }),
    RangeError,
    "emdPoints: x has 3 entries, expected a multiple of dim = 2",
  ],
  [
    "masses that do not fit",
    () => w.emdPoints([1, 2], [1], { dim: 1, a: [1] }),
    RangeError,
    "emdPoints: a has 1 entries, expected x.length / dim = 2",
  ],
  [
    "a NaN coordinate",
    () => w.emdPoints([1, 2], [1, Number.NaN], { dim: 1 }),
    RangeError,
    "emdPoints: y[1] is NaN, expected a finite number",
  ],
  [
    "points too far apart",
    () => w.emdPoints([0], [1e200], { dim: 1, metric: "sqeuclidean" }),
    RangeError,
    "emdPoints: the cost between the farthest points is above 1e+300; scale the coordinates down",
  ],
  [
    "a shape that does not match",
    () => w.emdGrid([1, 2, 3], [1, 2, 3], grid),
    RangeError,
    "emdGrid: a has 3 entries, expected the product of shape = 2 × 2 = 4",
  ],
  [
    "four axes",
    () => w.emdGrid([1], [1], { shape: [1, 1, 1, 1] }),
    RangeError,
    "emdGrid: shape has 4 entries, expected 1 to 3 axes",
  ],
  [
    "half a row",
    () => w.emdGrid([1], [1], { shape: [0.5, 2] }),
    RangeError,
    "emdGrid: shape[0] is 0.5, expected a whole number ≥ 1",
  ],
  [
    "no shape",
    () => w.emdGrid([1], [1], bad({})),
    TypeError,
    "emdGrid: shape is undefined, expected an array of numbers",
  ],
  [
    "a spacing of 0",
    () => w.emdGrid([1, 1, 1, 1], [1, 1, 1, 1], { ...grid, spacing: [1, 0] }),
    RangeError,
    "emdGrid: spacing[1] is 0, expected a finite number > 0",
  ],
  [
    "an unknown engine",
    () => w.useEngine(bad("gpu")),
    RangeError,
    'useEngine: name is "gpu", expected one of "wasm", "js", "auto"',
  ],
];

describe("bad input", () => {
  it.each(cases)("%s is named", (_, call, kind, message) => {
    let thrown: unknown;
    try {
      call();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(kind);
    expect((thrown as Error).message).toBe(message);
    // The engine still works.
    expect(w.entropy([1, 1], { base: 2 })).toBe(1);
    expect(w.emd([1], [1], [3]).cost).toBe(3);
  });

  it("leaves out untouched", () => {
    const out = Float64Array.of(7, 7);
    expect(() => w.paired("kl", [1, -1], [1, 1], { bins: 1, out })).toThrow("P[1] is -1");
    expect(out).toEqual(Float64Array.of(7, 7));
  });

  it("that cannot fit throws a MemoryLimitError with the bytes needed, before it allocates", () => {
    const before = w.engine().memoryBytes;
    const huge = { length: 90_000 ** 2, 0: 1 };
    const masses = { length: 90_000, 0: 1 };
    let thrown: unknown;
    try {
      w.emd(masses, masses, huge);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(w.MemoryLimitError);
    expect(thrown).toBeInstanceOf(RangeError);
    expect((thrown as w.MemoryLimitError).bytesNeeded).toBeGreaterThanOrEqual(8 * 90_000 ** 2);
    expect((thrown as Error).message).toMatch(/^the problem needs 60\.35 GiB .* of memory/);
    expect(() =>
      w.emdPoints({ length: 2 ** 30, 0: 1 }, [1], { dim: 1, a: { length: 2 ** 30, 0: 1 } }),
    ).toThrow(w.MemoryLimitError);
    expect(w.engine().memoryBytes).toBe(before);
  });
});
