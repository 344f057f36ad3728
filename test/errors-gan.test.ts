import { describe, it } from "vitest";
import * as w from "wasmstein";
import { type BadCall, bad, expectError } from "./support/errors";

const solved = w.emdPoints([1], [2], { dim: 1 });

/** Messages without the function that they begin with. */
const cases: Record<string, BadCall[]> = {
  optimalDiscriminator: [
    [
      "other lengths",
      () => w.optimalDiscriminator([1, 2], [1]),
      RangeError,
      "g has 1 entries, expected p.length = 2",
    ],
    [
      "a negative weight",
      () => w.optimalDiscriminator([1, 2], [1, -1]),
      RangeError,
      "g[1] is -1, expected a finite number ≥ 0",
    ],
    [
      "no mass",
      () => w.optimalDiscriminator([0, 0], [1, 1]),
      RangeError,
      "p has total mass 0, expected at least one weight > 0 to scale it to mass 1",
    ],
    [
      "a number as a choice",
      () => w.optimalDiscriminator([1], [1], { normalize: bad(1) }),
      TypeError,
      "normalize is 1, expected true or false",
    ],
    [
      "a plain result",
      () => w.optimalDiscriminator([1], [1], { out: bad([1]) }),
      TypeError,
      "out is an array of 1, expected a Float64Array",
    ],
  ],
  ganValue: [
    [
      "an output above 1",
      () => w.ganValue([1], [1], [2]),
      RangeError,
      "discriminator[0] is 2, expected a number from 0 to 1",
    ],
    [
      "an output that is NaN",
      () => w.ganValue([1, 0], [0, 1], [Number.NaN, 0]),
      RangeError,
      "discriminator[0] is NaN, expected a number from 0 to 1",
    ],
    [
      "other lengths",
      () => w.ganValue([1], [1], [1, 1]),
      RangeError,
      "discriminator has 2 entries, expected p.length = 1",
    ],
    [
      "a NaN weight",
      () => w.ganValue([1], [Number.NaN], [1]),
      RangeError,
      "g[0] is NaN, expected a finite number ≥ 0",
    ],
  ],
  discriminatorLoss: [
    [
      "no samples",
      () => w.discriminatorLoss([], [1]),
      RangeError,
      "realLogits has 0 entries, expected at least one entry",
    ],
    [
      "a NaN logit",
      () => w.discriminatorLoss([1], [Number.NaN]),
      RangeError,
      "fakeLogits[0] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "a gradient too long",
      () => w.discriminatorLoss([1], [1], { gradFake: new Float64Array(2) }),
      RangeError,
      "gradFake has 2 entries, expected one entry per result = 1",
    ],
    [
      "no reduction",
      () => w.discriminatorLoss([1], [1], { reduction: bad("none") }),
      RangeError,
      'reduction is "none", expected one of "mean", "sum"',
    ],
  ],
  generatorLoss: [
    [
      "an unknown kind",
      () => w.generatorLoss([1], { kind: bad("hinge") }),
      RangeError,
      'kind is "hinge", expected one of "saturating", "non-saturating", "wasserstein"',
    ],
    [
      "a NaN logit",
      () => w.generatorLoss([Number.NaN]),
      RangeError,
      "fakeLogits[0] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "a NaN score",
      () => w.generatorLoss([Number.NaN], { kind: "wasserstein" }),
      RangeError,
      "fakeLogits[0] is NaN, expected a finite number",
    ],
    [
      "a plain gradient",
      () => w.generatorLoss([1], { grad: bad([1]) }),
      TypeError,
      "grad is an array of 1, expected a Float64Array",
    ],
  ],
  criticLoss: [
    [
      "an infinite score",
      () => w.criticLoss([1], [Infinity]),
      RangeError,
      "fakeScores[0] is Infinity, expected a finite number",
    ],
    [
      "no samples",
      () => w.criticLoss([], [1]),
      RangeError,
      "realScores has 0 entries, expected at least one entry",
    ],
  ],
  gradientPenalty: [
    [
      "a negative norm",
      () => w.gradientPenalty([-1]),
      RangeError,
      "gradientNorms[0] is -1, expected a finite number ≥ 0",
    ],
    [
      "a negative λ",
      () => w.gradientPenalty([1], { lambda: -1 }),
      RangeError,
      "lambda is -1, expected a finite number ≥ 0",
    ],
    [
      "a NaN target",
      () => w.gradientPenalty([1], { target: Number.NaN }),
      RangeError,
      "target is NaN, expected a finite number ≥ 0",
    ],
  ],
  lipschitzConstant: [
    [
      "other lengths",
      () => w.lipschitzConstant([1, 2], [1], { dim: 1 }),
      RangeError,
      "points has 1 entries, expected values.length × dim = 2",
    ],
    [
      "a NaN value",
      () => w.lipschitzConstant([1, Number.NaN], [1, 2], { dim: 1 }),
      RangeError,
      "values[1] is NaN, expected a finite number",
    ],
    [
      "an unknown metric",
      () => w.lipschitzConstant([1], [1], { dim: 1, metric: bad("cosine") }),
      RangeError,
      'metric is "cosine", expected one of "sqeuclidean", "euclidean", "cityblock", "chebyshev"',
    ],
    [
      "no dimension",
      () => w.lipschitzConstant([1], [1], { dim: 0 }),
      RangeError,
      "dim is 0, expected a whole number ≥ 1",
    ],
  ],
  transportGradient: [
    [
      "no result",
      () => w.transportGradient(bad(null), [1], [2], { dim: 1 }),
      TypeError,
      "result is null, expected a result of emdPoints",
    ],
    [
      "no plan",
      () => w.transportGradient(bad({ plan: null }), [1], [2], { dim: 1 }),
      TypeError,
      "result is Object, expected a result of emdPoints",
    ],
    [
      "points too many",
      () => w.transportGradient(solved, [1, 2], [2], { dim: 1 }),
      RangeError,
      "x has 2 entries, expected the result's points × dim = 1",
    ],
    [
      "a NaN point",
      () => w.transportGradient(solved, [Number.NaN], [2], { dim: 1 }),
      RangeError,
      "x[0] is NaN, expected a finite number",
    ],
    [
      "text as a point",
      () => w.transportGradient(solved, [1], bad(["2"]), { dim: 1 }),
      TypeError,
      'y[0] is "2", expected a number',
    ],
    [
      "a result too long",
      () => w.transportGradient(solved, [1], [2], { dim: 1, out: new Float64Array(2) }),
      RangeError,
      "out has 2 entries, expected one entry per result = 1",
    ],
  ],
};

describe("functions of adversarial networks refuse", () => {
  for (const [fn, calls] of Object.entries(cases)) {
    it.each(calls)(`${fn}: %s`, (_, call, kind, message) => {
      expectError(call, kind, `${fn}: ${message}`);
    });
  }
});
