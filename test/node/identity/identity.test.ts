/** The promise of the package: the same bits on both engines, for every public function. */
import fc from "fast-check";
import { describe, it } from "vitest";
import * as w from "wasmstein";
import { expectSameBits } from "../../support/bits";

const RUNS = { numRuns: 150 };

/** Random, tied, sparse and extreme weights. */
const weight = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      5e-324,
      1e-310,
      2 ** -500,
      1e-160,
      1e-16,
      1e15,
      1e160,
      1e300,
      1.7e308,
      -0,
    ),
  },
);
const weights = (length: number) => fc.array(weight, { minLength: length, maxLength: length });
const length = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 120, max: 300 }));
/** Two histograms: unrelated, identical, or nearly the same. */
const pair = length.chain((n) =>
  fc.oneof(
    fc.tuple(weights(n), weights(n)),
    weights(n).map((p) => [p, p.slice()] as [number[], number[]]),
    fc
      .tuple(weights(n), fc.constantFrom(1e-3, 1e-8, 1e-14))
      .map(([p, r]) => [p, p.map((x, i) => x * (1 + r * Math.sin(i)))] as [number[], number[]]),
  ),
);
const coordinate = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(1e-300, -1e150, 1e12, 0.1),
);
const numbers = (of: fc.Arbitrary<number>, count: number) =>
  fc.array(of, { minLength: count, maxLength: count });
const cost = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e300, -1e300, 0.1) },
);
const order = fc.constantFrom(1, 1.5, 2, 3, 40, Number.POSITIVE_INFINITY);
const metric = fc.constantFrom(
  "sqeuclidean",
  "euclidean",
  "cityblock",
  "chebyshev",
) as fc.Arbitrary<w.Metric>;
const information = [
  w.crossEntropy,
  w.klDivergence,
  w.jsDivergence,
  w.jsDistance,
  w.totalVariation,
  w.hellinger,
  w.psi,
];

describe("wasm and JavaScript give the same bits", () => {
  it("for every information measure", () => {
    fc.assert(
      fc.property(
        pair,
        fc.boolean(),
        fc.constantFrom(undefined, 2, 10, 0.3),
        ([p, q], normalize, base) => {
          const options = base === undefined ? { normalize } : { normalize, base };
          expectSameBits(() => w.entropy(p, options));
          for (const measure of information) expectSameBits(() => measure(p, q, options));
        },
      ),
      RUNS,
    );
  });

  it("for self-information and the entropy of a coin", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => {
        expectSameBits(() => w.selfInformation(p, { base: 2 }));
        expectSameBits(() => w.binaryEntropy(p));
      }),
      { numRuns: 2000 },
    );
  });

  it("for batches", () => {
    const batch = fc.integer({ min: 1, max: 7 }).chain((bins) =>
      fc.record({
        bins: fc.constant(bins),
        P: weights(3 * bins),
        Q: weights(3 * bins),
        cost: numbers(cost, bins * bins),
        order,
      }),
    );
    fc.assert(
      fc.property(batch, ({ P, Q, ...options }) => {
        for (const measure of w.MEASURES) {
          if (measure === "entropy") {
            expectSameBits(() => w.paired(measure, P, options));
            continue;
          }
          expectSameBits(() => w.paired(measure, P, Q, options));
          expectSameBits(() => w.pairwise(measure, P, Q, options));
        }
      }),
      RUNS,
    );
  });

  it("for distances on the line and the circle", () => {
    fc.assert(
      fc.property(
        pair,
        order,
        fc.array(coordinate, { minLength: 1, maxLength: 40 }),
        ([p, q], order, u) => {
          const uWeights = u.map((_, i) => p[i % p.length]);
          const v = p.map((_, i) => u[(i * 7) % u.length] + i);
          expectSameBits(() => w.wassersteinHistogram(p, q, { order }));
          expectSameBits(() => w.wassersteinCircle(p, q, { order }));
          expectSameBits(() => w.wasserstein1d(u, v, { order }));
          expectSameBits(() => w.wasserstein1d(u, v, { order, uWeights, vWeights: q }));
        },
      ),
      RUNS,
    );
  });

  it("for dense transport, in double and single precision", () => {
    const problem = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
      .chain(([n, m]) =>
        fc.tuple(
          weights(n),
          weights(m),
          numbers(cost, n * m),
          fc.boolean(),
          fc.integer({ min: 0, max: 60 }),
        ),
      );
    fc.assert(
      fc.property(problem, ([a, b, costs, normalize, maxPivots]) => {
        expectSameBits(() => w.emd(a, b, costs, { normalize }));
        expectSameBits(() => w.emd(a, b, costs, { maxPivots }));
        expectSameBits(() => w.emd(a, b, Float32Array.from(costs)));
      }),
      RUNS,
    );
  });

  it("for points and grids", () => {
    const cloud = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 }))
      .chain(([dim, n]) =>
        fc.record({
          dim: fc.constant(dim),
          x: numbers(coordinate, dim * n),
          y: numbers(coordinate, dim * 11),
          a: weights(n),
          metric,
        }),
      );
    fc.assert(
      fc.property(cloud, ({ x, y, ...options }) => {
        expectSameBits(() => w.emdPoints(x, y, options));
      }),
      RUNS,
    );
    const side = fc.integer({ min: 1, max: 5 });
    const image = fc.array(side, { minLength: 1, maxLength: 3 }).chain((shape) => {
      const bins = shape.reduce((product, length) => product * length, 1);
      const spacing = fc.oneof(
        fc.constantFrom(1, 0.1),
        fc.constant(shape.map((_, axis) => 1 + axis / 3)),
      );
      return fc.record({
        shape: fc.constant(shape),
        a: weights(bins),
        b: weights(bins),
        spacing,
        metric,
      });
    });
    fc.assert(
      fc.property(image, ({ a, b, ...options }) => {
        expectSameBits(() => w.emdGrid(a, b, options));
      }),
      RUNS,
    );
  });
});
