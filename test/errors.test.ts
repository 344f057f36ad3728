import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { type BadCall, bad, expectError } from "./support/errors";

const cases: BadCall[] = [
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
    "hellinger: q has total mass 0, expected at least one weight > 0 to scale it to mass 1",
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
    "a Q for entropy",
    () => w.paired(bad("entropy"), [1, 2], [1, 1], { bins: 2 }),
    TypeError,
    "paired: Q is an array of 2, expected no Q for entropy, but the options",
  ],
  [
    "null inside",
    () => w.entropy(bad([1, null])),
    TypeError,
    "entropy: p[1] is null, expected a number",
  ],
  [
    "a bigint further on",
    () => w.jsDivergence([1, 1], bad([1, 2n])),
    TypeError,
    "jsDivergence: q[1] is 2n, expected a number",
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
    "paired: row 1 of P has total mass 0, expected at least one weight > 0 to scale it to mass 1",
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
];

describe("bad input to measures and batches", () => {
  it.each(cases)("%s is named", (_, call, kind, message) => {
    expectError(call, kind, message);
  });

  it("leaves out untouched", () => {
    const out = Float64Array.of(7, 7);
    expect(() => w.paired("kl", [1, -1], [1, 1], { bins: 1, out })).toThrow("P[1] is -1");
    expect(out).toEqual(Float64Array.of(7, 7));
  });
});
