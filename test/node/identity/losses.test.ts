/** The same bits on both engines, for losses and functions of adversarial networks. */
import fc from "fast-check";
import { describe, it } from "vitest";
import * as w from "wasmstein";
import { expectSameBits } from "../../support/bits";
import { random, randoms } from "../../support/random.mjs";

const RUNS = { numRuns: 150 };
const numbers = (of: fc.Arbitrary<number>, count: number) =>
  fc.array(of, { minLength: count, maxLength: count });

/** Random, tied, masked, extreme and subnormal logits. */
const logit = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -30, max: 30, noNaN: true }) },
  { weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 1, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1e4, -1e4, 5e-324, -1e-310, -0, -708.5, -745, 1e300, -1e300),
  },
  { weight: 1, arbitrary: fc.constant(-Infinity) },
);
const share = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 5e-324, 0.5),
);
const reduction = fc.constantFrom("none", "mean", "sum", "batchmean") as fc.Arbitrary<w.Reduction>;
const table = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 30, max: 131 })),
    fc.integer({ min: 0, max: 5 }),
  )
  .chain(([classes, rows]) =>
    fc.record({
      classes: fc.constant(classes),
      logits: numbers(logit, rows * classes),
      other: numbers(logit, rows * classes),
      labels: numbers(fc.integer({ min: -1, max: classes - 1 }), rows),
      shares: numbers(share, rows * classes),
      classWeights: fc.option(numbers(share, classes), { nil: [] }),
      labelSmoothing: fc.constantFrom(0, 0.1, 1),
      temperature: fc.constantFrom(1, 0.3, 4, 1e-3, 1e6),
      reduction,
    }),
  );
/** The loss with its gradient. */
const withGrad = (size: number, run: (grad: Float64Array) => unknown) => {
  const grad = new Float64Array(size);
  return { loss: run(grad), grad };
};

describe("wasm and JavaScript give the same bits", () => {
  it("for losses of classifiers", () => {
    fc.assert(
      fc.property(table, ({ logits, other, labels, shares, classWeights, ...options }) => {
        const { classes, labelSmoothing, reduction, temperature } = options;
        const weights = classWeights.length > 0 ? { classWeights } : {};
        const soft = { classes, labelSmoothing, reduction, ignoreIndex: -1, ...weights };
        for (const targets of [labels, shares]) {
          expectSameBits(() =>
            withGrad(logits.length, (grad) =>
              w.softmaxCrossEntropy(logits, targets, { ...soft, grad }),
            ),
          );
        }
        expectSameBits(() =>
          withGrad(logits.length, (grad) =>
            w.distillationLoss(logits, other, { classes, reduction, temperature, grad }),
          ),
        );
        expectSameBits(() =>
          withGrad(logits.length, (grad) =>
            w.sigmoidCrossEntropy(logits, shares, { reduction, posWeight: temperature, grad }),
          ),
        );
      }),
      RUNS,
    );
  });

  it("for every number of classes to 1500", () => {
    const next = random(51);
    for (let classes = 1; classes <= 1500; classes += classes < 70 ? 1 : 61) {
      const [logits, teacher] = [1, 2].map(() => randoms(next, 3 * classes).map((x) => 40 * x));
      const labels = [0, classes - 1, classes >> 1];
      expectSameBits(() =>
        withGrad(logits.length, (grad) => w.softmaxCrossEntropy(logits, labels, { classes, grad })),
      );
      expectSameBits(() =>
        withGrad(logits.length, (grad) => w.distillationLoss(logits, teacher, { classes, grad })),
      );
    }
  });

  it("for losses of discriminators, generators and critics", () => {
    const samples = fc.array(logit, { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(samples, samples, (real, fake) => {
        expectSameBits(() => {
          const gradReal = new Float64Array(real.length);
          const gradFake = new Float64Array(fake.length);
          const loss = w.discriminatorLoss(real, fake, { gradReal, gradFake });
          return { loss, gradReal, gradFake };
        });
        for (const kind of ["saturating", "non-saturating", "wasserstein"] as const) {
          expectSameBits(() =>
            withGrad(fake.length, (grad) => w.generatorLoss(fake, { kind, grad })),
          );
        }
        expectSameBits(() => w.criticLoss(real, fake));
        expectSameBits(() => w.gradientPenalty(fake));
      }),
      RUNS,
    );
  });

  it("for discriminators on atoms, and the value of the game", () => {
    const weight = fc.oneof(share, fc.constantFrom(1e308, 1e-310, 3, 0));
    const atoms = fc
      .integer({ min: 1, max: 140 })
      .chain((n) => fc.tuple(numbers(weight, n), numbers(weight, n), numbers(share, n)));
    fc.assert(
      fc.property(atoms, fc.boolean(), ([p, g, outputs], normalize) => {
        expectSameBits(() => w.optimalDiscriminator(p, g, { normalize }));
        expectSameBits(() => w.ganValue(p, g, outputs));
      }),
      RUNS,
    );
  });

  it("for the slopes of potentials and of transport", () => {
    const metric = fc.constantFrom(
      "sqeuclidean",
      "euclidean",
      "cityblock",
      "chebyshev",
    ) as fc.Arbitrary<w.Metric>;
    const coordinate = fc.oneof(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom(1e-300, 1e12),
    );
    const cloud = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 25 }))
      .chain(([dim, n]) =>
        fc.tuple(numbers(coordinate, dim * n), numbers(coordinate, dim * 7), fc.constant(dim)),
      );
    fc.assert(
      fc.property(cloud, metric, ([x, y, dim], metric) => {
        expectSameBits(() => {
          const result = w.emdPoints(x, y, { dim, metric });
          const slope = w.lipschitzConstant(result.potentials.source, x, { dim, metric });
          return { slope, grad: w.transportGradient(result, x, y, { dim, metric }) };
        });
      }),
      RUNS,
    );
  });
});
