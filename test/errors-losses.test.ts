import { describe, it } from "vitest";
import * as w from "wasmstein";
import { type BadCall, bad, expectError } from "./support/errors";

/** Messages without the function that they begin with. */
const cases: Record<string, BadCall[]> = {
  softmaxCrossEntropy: [
    [
      "no array",
      () => w.softmaxCrossEntropy(bad(5), [0], { classes: 2 }),
      TypeError,
      "logits is 5, expected an array of numbers",
    ],
    [
      "no classes",
      () => w.softmaxCrossEntropy([1, 2], [0], bad(undefined)),
      TypeError,
      "classes is undefined, expected a number",
    ],
    [
      "no options",
      () => w.softmaxCrossEntropy([1, 2], [0], bad(null)),
      TypeError,
      "options is null, expected an object",
    ],
    [
      "half a class",
      () => w.softmaxCrossEntropy([1, 2], [0], { classes: 1.5 }),
      RangeError,
      "classes is 1.5, expected a whole number ≥ 1",
    ],
    [
      "half a row",
      () => w.softmaxCrossEntropy([1, 2, 3], [0], { classes: 2 }),
      RangeError,
      "logits has 3 entries, expected a multiple of classes = 2",
    ],
    [
      "other lengths",
      () => w.softmaxCrossEntropy([1, 2, 3, 4], [0, 1, 0], { classes: 2 }),
      RangeError,
      "labels has 3 entries, expected rows, or rows × classes = 4",
    ],
    [
      "a class too many",
      () => w.softmaxCrossEntropy([1, 2], [2], { classes: 2 }),
      RangeError,
      "labels[0] is 2, expected a class from 0 to 1",
    ],
    [
      "a negative class",
      () => w.softmaxCrossEntropy([1, 2], [-1], { classes: 2 }),
      RangeError,
      "labels[0] is -1, expected a class from 0 to 1",
    ],
    [
      "a class between, smoothed",
      () => w.softmaxCrossEntropy([1, 2], [0.5], { classes: 2, labelSmoothing: 0.1 }),
      RangeError,
      "labels[0] is 0.5, expected a class from 0 to 1",
    ],
    [
      "a NaN class",
      () => w.softmaxCrossEntropy([1, 2], [Number.NaN], { classes: 2 }),
      RangeError,
      "labels[0] is NaN, expected a class from 0 to 1",
    ],
    [
      "text as a class",
      () => w.softmaxCrossEntropy([1, 2], bad(["1"]), { classes: 2 }),
      TypeError,
      'labels[0] is "1", expected a number',
    ],
    [
      "bigints as classes",
      () => w.softmaxCrossEntropy([1, 2], bad(BigInt64Array.of(1n)), { classes: 2 }),
      TypeError,
      "labels[0] is 1n, expected a number",
    ],
    [
      "a negative target",
      () => w.softmaxCrossEntropy([1, 2], [1, -1], { classes: 2 }),
      RangeError,
      "labels[1] is -1, expected a finite number ≥ 0",
    ],
    [
      "a NaN logit",
      () => w.softmaxCrossEntropy([1, Number.NaN], [1], { classes: 2 }),
      RangeError,
      "logits[1] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "an infinite logit",
      () => w.softmaxCrossEntropy([1, Infinity], [1], { classes: 2 }),
      RangeError,
      "logits[1] is Infinity, expected a number, or −Infinity to mask",
    ],
    [
      "all masked",
      () => w.softmaxCrossEntropy([1, 1, -Infinity, -Infinity], [1, 0], { classes: 2 }),
      RangeError,
      "row 1 of logits is all −Infinity, expected a class to be left",
    ],
    [
      "an unknown reduction",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, reduction: bad("avg") }),
      RangeError,
      'reduction is "avg", expected one of "none", "mean", "sum", "batchmean"',
    ],
    [
      "a plain gradient",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, grad: bad([1, 2]) }),
      TypeError,
      "grad is an array of 2, expected a Float64Array",
    ],
    [
      "a gradient too long",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, grad: new Float64Array(3) }),
      RangeError,
      "grad has 3 entries, expected one entry per result = 2",
    ],
    [
      "too much smoothing",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, labelSmoothing: 2 }),
      RangeError,
      "labelSmoothing is 2, expected from 0 to 1",
    ],
    [
      "too few weights",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, classWeights: [1] }),
      RangeError,
      "classWeights has 1 entries, expected classes = 2",
    ],
    [
      "a negative weight",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, classWeights: [1, -1] }),
      RangeError,
      "classWeights[1] is -1, expected a finite number ≥ 0",
    ],
    [
      "half an index",
      () => w.softmaxCrossEntropy([1, 2], [1], { classes: 2, ignoreIndex: 0.5 }),
      RangeError,
      "ignoreIndex is 0.5, expected a whole number",
    ],
    [
      "a weight times a target beyond all numbers",
      () => w.softmaxCrossEntropy([0, 0], [1e200, 0], { classes: 2, classWeights: [1e200, 1] }),
      RangeError,
      "labels[0] × classWeights[0] is Infinity, expected a finite product; scale one of them down",
    ],
  ],
  sigmoidCrossEntropy: [
    [
      "other lengths",
      () => w.sigmoidCrossEntropy([1, 2], [1]),
      RangeError,
      "targets has 1 entries, expected logits.length = 2",
    ],
    [
      "a target above 1",
      () => w.sigmoidCrossEntropy([1, 2], [1, 2]),
      RangeError,
      "targets[1] is 2, expected a number from 0 to 1",
    ],
    [
      "a NaN logit",
      () => w.sigmoidCrossEntropy([1, Number.NaN], [1, 1]),
      RangeError,
      "logits[1] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "a negative weight",
      () => w.sigmoidCrossEntropy([1], [1], { posWeight: -1 }),
      RangeError,
      "posWeight is -1, expected a finite number ≥ 0",
    ],
    [
      "a number as options",
      () => w.sigmoidCrossEntropy([1], [1], bad(5)),
      TypeError,
      "options is 5, expected an object",
    ],
  ],
  distillationLoss: [
    [
      "other lengths",
      () => w.distillationLoss([1, 2], [1], { classes: 2 }),
      RangeError,
      "teacher has 1 entries, expected student.length = 2",
    ],
    [
      "a NaN student",
      () => w.distillationLoss([Number.NaN, 2], [1, 1], { classes: 2 }),
      RangeError,
      "student[0] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "a NaN teacher",
      () => w.distillationLoss([1, 2], [1, Number.NaN], { classes: 2 }),
      RangeError,
      "teacher[1] is NaN, expected a number, or −Infinity to mask",
    ],
    [
      "a masked teacher",
      () => w.distillationLoss([1, 2], [-Infinity, -Infinity], { classes: 2 }),
      RangeError,
      "row 0 of teacher is all −Infinity, expected a class to be left",
    ],
    [
      "no temperature",
      () => w.distillationLoss([1, 2], [1, 1], { classes: 2, temperature: 0 }),
      RangeError,
      "temperature is 0, expected a finite number > 0",
    ],
  ],
};

describe("losses refuse", () => {
  for (const [fn, calls] of Object.entries(cases)) {
    it.each(calls)(`${fn}: %s`, (_, call, kind, message) => {
      expectError(call, kind, `${fn}: ${message}`);
    });
  }
});
