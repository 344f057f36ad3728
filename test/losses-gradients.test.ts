/** Gradients of losses, masks, extremes, and rows that come in blocks. */
import { describe, expect, it } from "vitest";
import { distillationLoss, type Loss, sigmoidCrossEntropy, softmaxCrossEntropy } from "wasmstein";
import { random, randoms } from "./support/random.mjs";
import { expectSlopes } from "./support/slopes";

const REDUCTIONS = ["none", "mean", "sum", "batchmean"] as const;
const next = random(11);
const classes = 6;
const rows = 5;
const logits = randoms(next, rows * classes).map((x) => 6 * x - 3);
const labels = Int32Array.of(0, 5, 3, 3, 1);
const soft = randoms(next, rows * classes).map((x) => x / 3);
const total = ({ value, rows }: Loss) => rows?.reduce((sum, loss) => sum + loss, 0) ?? value;

describe("gradients are the central differences", () => {
  const cases = [
    ["of labels", labels, {}],
    ["of distributions", soft, {}],
    ["of weighted classes", labels, { classWeights: [1, 2, 0, 0.5, 3, 0.1] }],
    ["of smoothed labels", labels, { labelSmoothing: 0.2 }],
    [
      "of everything at once",
      labels,
      { labelSmoothing: 0.3, classWeights: [1, 2, 0, 0.5, 3, 0.1], ignoreIndex: 3 },
    ],
  ] as const;
  for (const reduction of REDUCTIONS) {
    it.each(cases)(`%s, reduced by ${reduction}`, (_, targets, more) => {
      expectSlopes(logits, (x, grad) =>
        total(softmaxCrossEntropy(x, targets, { classes, reduction, ...more, grad })),
      );
    });

    it(`of the sigmoid, reduced by ${reduction}`, () => {
      expectSlopes(logits, (x, grad) =>
        total(sigmoidCrossEntropy(x, soft, { reduction, posWeight: 2.5, grad })),
      );
    });

    it(`of distillation, reduced by ${reduction}`, () => {
      expectSlopes(logits, (x, grad) =>
        total(distillationLoss(x, soft, { classes, reduction, temperature: 2.5, grad })),
      );
    });
  }
});

describe("confident predictions", () => {
  it("keep their relative precision in loss and gradient", () => {
    const grad = new Float64Array(2);
    for (const gap of [40, 100, 700]) {
      const { value } = softmaxCrossEntropy([gap, 0], [0], { classes: 2, grad });
      const small = Math.exp(-gap);
      for (const x of [value, -grad[0], grad[1]]) {
        expect(Math.abs(x / small - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it("are finite for logits of ±1e4, and of ±1e300", () => {
    for (const size of [1e4, 1e300]) {
      const grad = new Float64Array(2);
      const loss = softmaxCrossEntropy([size, -size], [1], { classes: 2, grad });
      expect(loss.value).toBe(2 * size);
      expect(grad).toEqual(Float64Array.of(1, -1));
      const each = { reduction: "none", grad } as const;
      const { rows } = sigmoidCrossEntropy([size, -size], [0, 0], each);
      expect(rows).toEqual(Float64Array.of(size, 0));
      expect(grad).toEqual(Float64Array.of(1, 0));
    }
    const student = distillationLoss([1e4, -1e4], [-1e4, 1e4], { classes: 2 });
    expect(student.value).toBe(2e4);
  });

  it("have no loss where there is one class", () => {
    const grad = Float64Array.of(7, 7, 7);
    const { rows } = softmaxCrossEntropy([5, -1e4, 0], [0, 0, 0], {
      classes: 1,
      reduction: "none",
      grad,
    });
    expect(rows).toEqual(new Float64Array(3));
    expect(grad).toEqual(new Float64Array(3));
  });
});

describe("masked classes", () => {
  const masked = [1, -Infinity, 2];
  const grad = new Float64Array(3);
  const loss = (targets: number[], more = {}) =>
    softmaxCrossEntropy(masked, targets, { classes: 3, grad, ...more }).value;

  it("have no probability and no gradient", () => {
    expect(loss([0])).toBeCloseTo(Math.log(1 + Math.E), 14);
    expect(grad[1]).toBe(0);
    expect(grad[0] + grad[2]).toBeCloseTo(0, 15);
  });

  it("cost infinity as labels, with a finite gradient", () => {
    expect(loss([1])).toBe(Infinity);
    expect(grad[1]).toBe(-1);
    expect(grad[0] + grad[2]).toBeCloseTo(1, 15);
  });

  it("cost infinity under smoothing, unless their weight is 0", () => {
    expect(loss([0], { labelSmoothing: 0.1 })).toBe(Infinity);
    expect(grad.every(Number.isFinite)).toBe(true);
    const weighted = { labelSmoothing: 0.1, classWeights: [1, 0, 1] };
    expect(loss([0], weighted)).toBeLessThan(3);
  });

  it("cost nothing where a distribution gives them nothing", () => {
    expect(loss([1, 0, 0])).toBe(loss([0]));
    expect(loss([0.5, 0.5, 0])).toBe(Infinity);
  });
});

describe("the sigmoid's positive weight", () => {
  it("multiplies the loss and the gradient of positives only", () => {
    const run = (posWeight: number) => {
      const grad = new Float64Array(2);
      const { rows } = sigmoidCrossEntropy([0.7, 0.7], [1, 0], {
        reduction: "none",
        posWeight,
        grad,
      });
      return [...(rows ?? []), ...grad];
    };
    const [yes, no, slopeOfYes, slopeOfNo] = run(1);
    expect(run(4)).toEqual([4 * yes, no, 4 * slopeOfYes, slopeOfNo]);
    expect(run(0)).toEqual([0, no, 0, slopeOfNo]);
  });
});

describe("rows", () => {
  it("do not depend on the block they come in", () => {
    const classes = 77;
    const count = 1500;
    const x = randoms(next, classes * count).map((u) => 40 * u - 20);
    const y = randoms(next, classes * count).map((u) => 40 * u - 20);
    const label = Int32Array.from({ length: count }, (_, r) => (r % 9 === 8 ? -100 : r % classes));
    const each = { reduction: "none" } as const;
    const whole = new Float64Array(x.length);
    const own = new Float64Array(classes);
    const compare = (run: (from: number, to: number, grad: Float64Array) => Loss) => {
      const { rows } = run(0, count, whole);
      for (let r = 0; r < count; r += 7) {
        expect(run(r, r + 1, own).rows?.[0]).toBe(rows?.[r]);
        expect(own).toEqual(whole.subarray(r * classes, (r + 1) * classes));
      }
    };
    const part = (from: number, to: number) => [from * classes, to * classes] as const;
    compare((from, to, grad) =>
      softmaxCrossEntropy(x.subarray(...part(from, to)), label.subarray(from, to), {
        classes,
        ...each,
        grad,
      }),
    );
    compare((from, to, grad) =>
      distillationLoss(x.subarray(...part(from, to)), y.subarray(...part(from, to)), {
        classes,
        ...each,
        grad,
      }),
    );
  });

  it("may be longer than a block", () => {
    const classes = 70_001;
    const grad = new Float64Array(2 * classes);
    const flat = new Float32Array(2 * classes);
    const { value } = softmaxCrossEntropy(flat, [0, classes - 1], { classes, grad });
    expect(value).toBeCloseTo(Math.log(classes), 12);
    expect(grad[1]).toBeCloseTo(0.5 / classes, 15);
    expect(grad[0]).toBeCloseTo(0.5 / classes - 0.5, 15);
  });

  it("are the same from arrays of any kind, and leave them as they are", () => {
    const singles = Float32Array.from(logits);
    const plain = Array.from(singles);
    const expected = softmaxCrossEntropy(plain, Array.from(labels), { classes }).value;
    for (const x of [singles, Float64Array.from(singles), { ...plain, length: plain.length }]) {
      for (const y of [labels, Uint8Array.from(labels), Float64Array.from(labels)]) {
        expect(softmaxCrossEntropy(x, y, { classes }).value).toBe(expected);
      }
    }
    expect(Array.from(singles)).toEqual(plain);
  });

  it("let the gradient take the place of the logits", () => {
    const grad = new Float64Array(logits.length);
    const expected = softmaxCrossEntropy(logits, labels, { classes, grad });
    const place = logits.slice();
    expect(softmaxCrossEntropy(place, labels, { classes, grad: place })).toEqual(expected);
    expect(place).toEqual(grad);
  });
});
