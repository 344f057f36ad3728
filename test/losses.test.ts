/** Losses of classifiers against mpmath, PyTorch and TensorFlow.js, and their conventions. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  distillationLoss,
  klDivergence,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from "wasmstein";
import { bad } from "./support/errors";
import { random, randoms } from "./support/random.mjs";

interface Reference {
  name: string;
  logits: (number | null)[];
  other: number[];
  options: { classes: number };
  losses: (number | null)[];
  gradient: number[];
}
type Group = "softmax" | "sigmoid" | "distillation";
const references: Record<Group, Reference[]> = JSON.parse(
  readFileSync(new URL("reference/losses.json", import.meta.url), "utf8"),
);

const LOSSES = {
  softmax: softmaxCrossEntropy,
  sigmoid: sigmoidCrossEntropy,
  distillation: distillationLoss,
};
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, x) => total + x, 0);
const NONE = { reduction: "none" } as const;

/** Relative to the value, and to `absolute` where the terms of a value cancel. */
function expectNear(value: number, expected: number, relative: number, absolute = 0) {
  if (value === expected) return;
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + absolute);
}

describe("losses against mpmath at 400 digits", () => {
  for (const group of ["softmax", "sigmoid", "distillation"] as const) {
    it.each(references[group])(`agree on: ${group}, $name`, (reference) => {
      const logits = reference.logits.map((x) => x ?? -Infinity);
      const grad = new Float64Array(logits.length);
      const options = { ...reference.options, ...NONE, grad };
      const { value, rows = [] } = LOSSES[group](logits, reference.other, options);
      // A difference of logits is rounded: e^x is then wrong by x · 2^−53.
      const tolerance = reference.name === "nearly equal" ? 1e-8 : 1e-12;
      expect(value).toBeNaN();
      expect(rows).toHaveLength(reference.losses.length);
      reference.losses.forEach((loss, r) => {
        expectNear(rows[r], loss ?? Infinity, tolerance);
      });
      // Where the target is a class, nothing cancels.
      const cancels = group === "distillation" || /smoothing|distributions/.test(reference.name);
      const absolute = cancels || group === "sigmoid" ? 1e-13 : 0;
      reference.gradient.forEach((slope, i) => {
        expectNear(grad[i], slope, 1e-12, absolute);
      });
    });
  }
});

describe("losses as others publish them", () => {
  // tfjs-core 4.22.0, src/ops/losses/softmax_cross_entropy_test.ts and sigmoid_cross_entropy_test.ts
  const logits = [10, -10, -10, -10, 10, -10, -10, -10, 10];
  const wrong = [0, 0, 1, 1, 0, 0, 0, 1, 0];
  const right = [1, 0, 0, 0, 1, 0, 0, 0, 1];

  it("agree with the tests of TensorFlow.js on softmax", () => {
    const classes = 3;
    expect(softmaxCrossEntropy(logits, wrong, { classes }).value).toBeCloseTo(20, 6);
    expect(softmaxCrossEntropy(logits, right, { classes }).value).toBeCloseTo(0, 6);
    expect(softmaxCrossEntropy(logits, [2, 0, 1], { classes }).value).toBeCloseTo(20, 6);
    const smooth = { classes, labelSmoothing: 0.3 };
    expect(softmaxCrossEntropy(logits, wrong, smooth).value).toBeCloseTo(18, 6);
  });

  it("agree with the tests of TensorFlow.js on the sigmoid", () => {
    expect(sigmoidCrossEntropy(logits, wrong).value).toBeCloseTo(6.6667123, 6);
    expect(sigmoidCrossEntropy(logits, right).value).toBeCloseTo(0, 4);
    const weights = [0.1, 0.2, 0.3];
    const published = [
      1.0000046, 9.0797803e-6, 3.0000138, 1.0000046, 2.0000093, 1.3619671e-5, 4.5398901e-6,
      2.0000093, 3.0000138,
    ];
    const { rows = [] } = sigmoidCrossEntropy(logits, wrong, NONE);
    published.forEach((loss, i) => {
      expect(rows[i] * weights[i % 3]).toBeCloseTo(loss, 6);
    });
  });

  it("agree with the tests of PyTorch", () => {
    // pytorch/test/cpp/api/functional.cpp, CrossEntropy
    const even = softmaxCrossEntropy([3, 3, 2, 2], [0, 1], { classes: 2 });
    expect(even.value).toBeCloseTo(Math.LN2, 4);
    const uneven = [3, 1, 1, 2];
    const some = softmaxCrossEntropy(uneven, [0, 1], { classes: 2, labelSmoothing: 0.15 });
    expect(some.value).toBeCloseTo(0.3326, 4);
    const targets = [0.8, 0.2, 0.1, 0.9];
    const soft = softmaxCrossEntropy(uneven, targets, { classes: 2, labelSmoothing: 0.2 });
    expect(soft.value).toBeCloseTo(0.5701, 4);
    // The same file, NLLLoss: its input is a log-softmax, which softmax leaves as it is.
    const logs = [-0.1315, -3.1315, -2.5315, -3.7038, -0.1038, -2.6038, -2.3422, -1.3422, -0.4422];
    expect(softmaxCrossEntropy(logs, [1, 0, 2], { classes: 3 }).value).toBeCloseTo(2.4258, 4);
  });

  it("agree with the example of PyTorch's BCEWithLogitsLoss", () => {
    // docs.pytorch.org, BCEWithLogitsLoss: 10 × 64 logits of 1.5, all targets 1: tensor(0.20...)
    const { value } = sigmoidCrossEntropy(
      new Float32Array(640).fill(1.5),
      new Float32Array(640).fill(1),
    );
    expect(value).toBeCloseTo(0.2014, 4);
  });
});

describe("reductions", () => {
  const next = random(1);
  const classes = 5;
  const logits = randoms(next, 20).map((x) => 8 * x - 4);
  const labels = [3, -100, 0, 3];
  const classWeights = [0.5, 1, 2, 3, 0];
  const { rows = [] } = softmaxCrossEntropy(logits, labels, { classes, classWeights, ...NONE });
  const value = (reduction: "mean" | "sum" | "batchmean") =>
    softmaxCrossEntropy(logits, labels, { classes, classWeights, reduction }).value;

  it("divide the mean by the weights of the labels that count", () => {
    expect(rows[1]).toBe(0);
    expectNear(value("sum"), sum(rows), 1e-15);
    expectNear(value("batchmean"), sum(rows) / 4, 1e-15);
    expectNear(value("mean"), sum(rows) / 6.5, 1e-15);
    expect(softmaxCrossEntropy(logits, labels, { classes, classWeights }).value).toBe(
      value("mean"),
    );
  });

  it("divide the mean by the rows for distributions", () => {
    const soft = Float64Array.from({ length: 20 }, () => 0.2);
    const options = { classes, classWeights };
    const { rows = [] } = softmaxCrossEntropy(logits, soft, { ...options, ...NONE });
    expectNear(softmaxCrossEntropy(logits, soft, options).value, sum(rows) / 4, 1e-15);
  });

  it("smooth with weights as (1−ε)·nll + ε/C·Σ w_c·(−log p_c)", () => {
    const each = classWeights.map((w, c) => {
      const one = softmaxCrossEntropy(logits.subarray(0, 5), [c], { classes, ...NONE });
      return w * (one.rows?.[0] ?? 0);
    });
    const options = { classes, classWeights, labelSmoothing: 0.25, ...NONE };
    const smooth = softmaxCrossEntropy(logits.subarray(0, 5), [3], options).rows?.[0] ?? 0;
    expectNear(smooth, 0.75 * each[3] + (0.25 / 5) * sum(each), 1e-14);
  });

  it("make distillation's mean one over all entries, and batchmean the default", () => {
    const teacher = logits.slice().reverse();
    const total = distillationLoss(logits, teacher, { classes, reduction: "sum" }).value;
    expectNear(distillationLoss(logits, teacher, { classes }).value, total / 4, 1e-15);
    const mean = distillationLoss(logits, teacher, { classes, reduction: "mean" }).value;
    expectNear(mean, total / 20, 1e-15);
    const unset = distillationLoss(logits, teacher, { classes, reduction: bad(undefined) });
    expectNear(unset.value, total / 4, 1e-15);
  });

  it("give NaN for nothing to average, with a gradient of 0", () => {
    const grad = new Float64Array(20).fill(7);
    const none = [-100, -100, -100, -100];
    expect(softmaxCrossEntropy(logits, none, { classes, grad }).value).toBeNaN();
    expect(grad).toEqual(new Float64Array(20));
    expect(softmaxCrossEntropy(logits, none, { classes, reduction: "sum" }).value).toBe(0);
    expect(softmaxCrossEntropy([], [], { classes }).value).toBeNaN();
    expect(softmaxCrossEntropy([], [], { classes, reduction: "sum" }).value).toBe(0);
    expect(softmaxCrossEntropy([], [], { classes, ...NONE }).rows).toHaveLength(0);
    expect(sigmoidCrossEntropy([], []).value).toBeNaN();
    expect(distillationLoss([], [], { classes }).value).toBeNaN();
  });
});

describe("distillation", () => {
  const next = random(2);
  const student = randoms(next, 60).map((x) => 20 * x - 10);
  const teacher = randoms(next, 60).map((x) => 20 * x - 10);
  const at = (temperature: number, a = student, b = teacher) =>
    distillationLoss(a, b, { classes: 6, temperature, reduction: "sum" }).value;

  it("is exactly 0 for equal logits, at any temperature, and never negative", () => {
    for (const temperature of [1e-3, 0.3, 1, 7, 1e6, 1e200]) {
      expect(at(temperature, student, student.slice())).toBe(0);
      const close = student.map((x) => x * (1 + 1e-15 * next()));
      expect(at(temperature, student, close)).toBeGreaterThanOrEqual(0);
    }
  });

  it("is τ² times the divergence of the logits over τ", () => {
    for (const t of [0.5, 3, 40]) {
      const over = (x: number) => x / t;
      const scaled = at(1, student.map(over), teacher.map(over));
      expectNear(at(t), t * t * scaled, 1e-13);
    }
  });

  it("is the Kullback–Leibler divergence of the softmaxes", () => {
    const softmax = (x: Float64Array) => x.map(Math.exp);
    const p = softmax(teacher.subarray(0, 6));
    const q = softmax(student.subarray(0, 6));
    const { rows = [] } = distillationLoss(student, teacher, { classes: 6, ...NONE });
    expectNear(rows[0], klDivergence(p, q), 1e-13);
  });

  it("takes masks: infinite only where the student masks what the teacher does not", () => {
    const masked = [1, 2, -Infinity];
    const loss = (a: number[], b: number[]) => distillationLoss(a, b, { classes: 3 }).value;
    expect(loss([1, 2, 3], masked)).toBeGreaterThan(0);
    expect(loss([1, 2, 3], masked)).toBeLessThan(Infinity);
    expect(loss(masked, [1, 2, 3])).toBe(Infinity);
    expect(loss(masked, masked)).toBe(0);
  });
});
