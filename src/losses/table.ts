/** Logits as a table, rows × classes, and the options that the losses of classifiers share. */
import { requireNumbers, requireOut, requirePositiveInteger, requireRows } from "../check";
import { type Reduction, requireReduction } from "./reduction";

export interface LossOptions {
  /** logits per row */
  classes: number;
  /** default "mean" */
  reduction?: Reduction;
  /** receives ∂loss/∂logits (of the sum, for reduction "none"): as many entries as logits */
  grad?: Float64Array;
}

export function checkTable(
  fn: string,
  name: string,
  logits: ArrayLike<number>,
  options: LossOptions,
) {
  requireNumbers(fn, name, logits, 0);
  const classes = options?.classes;
  requirePositiveInteger(fn, "classes", classes);
  const rows = requireRows(fn, name, logits, "classes", classes);
  const reduction = requireReduction(fn, options.reduction);
  const { grad } = options;
  if (grad !== undefined) requireOut(fn, grad, logits.length, "grad");
  return { rows, classes, reduction, grad };
}
