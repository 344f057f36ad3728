/**
 * Cross-entropies of classifiers, from logits: stable for logits of any size, with exact gradients. A logit of
 * −Infinity masks its class. Conventions are PyTorch's; docs/theory.md states them.
 */

import {
  asNumbers,
  requireLength,
  requireNumbers,
  requireValue,
  requireWeights,
  type Weights,
} from "../check";
import { requireOptions } from "../check-options";
import { byRows } from "./by-rows";
import { requireClasses, requireLogits, requireProducts, requireShares } from "./check-logits";
import { divisorOf, type Loss, reduced, scaleOf, sumOf } from "./reduction";
import { checkTable, type LossOptions } from "./table";

export interface CrossEntropyOptions extends LossOptions {
  /** ε: targets become (1 − ε)·target + ε/classes. Default 0 */
  labelSmoothing?: number;
  /** a weight ≥ 0 for each class; 1 by default */
  classWeights?: Weights;
  /** rows with this label have no loss and no gradient. Default −100 */
  ignoreIndex?: number;
}

/**
 * Cross-entropy −Σ_c w_c t_c log softmax(x)_c of targets t and the softmax of logits x.
 *
 * "mean" divides by the sum of the weights of the labels that are not ignored, or with distributions as
 * labels by the rows; "batchmean" by the rows. If every row is ignored, the mean is NaN and the gradient 0.
 *
 * @param logits rows × classes
 * @param labels class numbers, as many as rows, or target distributions, rows × classes
 * @throws RangeError for lengths that do not fit, a label that is no class, a negative target, a logit
 *   that is NaN or Infinity, a row whose logits are all −Infinity
 *
 * @example
 * softmaxCrossEntropy([0, 0], [1], { classes: 2 }).value; // 0.6931471805599453
 * softmaxCrossEntropy([0, -Infinity], [0], { classes: 2 }).value; // 0
 */
export function softmaxCrossEntropy(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: CrossEntropyOptions,
): Loss {
  const fn = "softmaxCrossEntropy";
  requireOptions(fn, options, [
    "classes",
    "reduction",
    "grad",
    "labelSmoothing",
    "classWeights",
    "ignoreIndex",
  ]);
  const { rows, classes, reduction, grad } = checkTable(fn, "logits", logits, options);
  requireNumbers(fn, "labels", labels, 0);
  const dense = labels.length !== rows;
  if (dense) requireLength(fn, "labels", labels, rows * classes, "rows, or rows × classes");
  const { labelSmoothing = 0, classWeights, ignoreIndex = -100 } = options;
  requireValue(fn, "labelSmoothing", labelSmoothing, (x) => x >= 0 && x <= 1, "from 0 to 1");
  requireValue(fn, "ignoreIndex", ignoreIndex, Number.isInteger, "a whole number");
  if (classWeights !== undefined) {
    requireNumbers(fn, "classWeights", classWeights);
    requireLength(fn, "classWeights", classWeights, classes, "classes");
    requireWeights(fn, "classWeights", classWeights);
  }
  const x = asNumbers(fn, "logits", logits);
  const targets = asNumbers(fn, "labels", labels);
  const weights = asNumbers(fn, "classWeights", classWeights ?? []);
  const weightOf = (label: number) => (label === ignoreIndex ? 0 : (weights[label] ?? 1));
  const mean = dense ? rows : sumOf(Float64Array.from(targets, weightOf));
  const divisor = divisorOf(reduction, mean, rows);

  const checkLabels = () => {
    if (!dense) return requireClasses(fn, "labels", targets, classes, ignoreIndex);
    requireWeights(fn, "labels", targets);
    requireProducts(fn, targets, weights);
  };
  const losses = byRows({
    given: {
      fn,
      weights: [
        ["logits", x, () => requireLogits(fn, "logits", x, classes)],
        ["labels", targets, checkLabels],
      ],
    },
    rows,
    inputs: [
      { values: x, per: classes },
      { values: targets, per: dense ? classes : 1 },
    ],
    constants: [weights],
    grad,
    run: (kernels, [logits, labels], [weights], count, losses, gradient) =>
      kernels.softmaxCrossEntropy(
        logits,
        count,
        classes,
        labels,
        dense,
        weights,
        labelSmoothing,
        ignoreIndex,
        scaleOf(divisor),
        losses,
        gradient,
      ),
  });
  return reduced(losses, reduction, divisor);
}

/**
 * Binary cross-entropy of targets y from 0 to 1 and σ(x), element by element:
 * −w·y·log σ(x) − (1 − y)·log(1 − σ(x)).
 *
 * @param logits n logits
 * @param targets n targets
 * @param options.posWeight w, the weight of positives; 1 by default
 * @throws RangeError for different lengths, a target outside 0 … 1, a logit that is NaN
 *
 * @example
 * sigmoidCrossEntropy([0, 0], [1, 0]).value; // 0.6931471805599453
 * sigmoidCrossEntropy([Infinity, -Infinity], [1, 0]).value; // 0
 */
export function sigmoidCrossEntropy(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  options?: Omit<LossOptions, "classes"> & { posWeight?: number },
): Loss {
  const fn = "sigmoidCrossEntropy";
  requireOptions(fn, options, ["reduction", "grad", "posWeight"]);
  const table = { ...options, classes: 1 };
  const { rows, reduction, grad } = checkTable(fn, "logits", logits, table);
  requireNumbers(fn, "targets", targets, 0);
  requireLength(fn, "targets", targets, rows, "logits.length");
  const { posWeight = 1 } = options ?? {};
  requireValue(fn, "posWeight", posWeight, (x) => x >= 0 && x < Infinity, "a finite number ≥ 0");
  const x = asNumbers(fn, "logits", logits);
  const y = asNumbers(fn, "targets", targets);
  const divisor = divisorOf(reduction, rows, rows);

  const losses = byRows({
    given: {
      fn,
      weights: [
        ["logits", x, () => requireLogits(fn, "logits", x, undefined)],
        ["targets", y, () => requireShares(fn, "targets", y)],
      ],
    },
    rows,
    inputs: [
      { values: x, per: 1 },
      { values: y, per: 1 },
    ],
    grad,
    run: (kernels, [logits, targets], _constants, count, losses, gradient) =>
      kernels.sigmoidCrossEntropy(
        logits,
        targets,
        count,
        posWeight,
        scaleOf(divisor),
        losses,
        gradient,
      ),
  });
  return reduced(losses, reduction, divisor);
}
