/** From losses by row to one number, as PyTorch reduces them. */
import { requireKind } from "../check";

export type Reduction = "none" | "mean" | "sum" | "batchmean";
export const REDUCTIONS: readonly Reduction[] = ["none", "mean", "sum", "batchmean"];

export interface Loss {
  /** the reduced loss; NaN for reduction "none" */
  readonly value: number;
  /** the loss of each row, for reduction "none" */
  readonly rows?: Float64Array;
}

export function requireReduction(fn: string, reduction: Reduction = "mean"): Reduction {
  requireKind(fn, "reduction", reduction, REDUCTIONS);
  return reduction;
}

/**
 * What sums are divided by: `mean` for "mean", the rows for "batchmean". 0 stands for nothing to divide:
 * the value is NaN then, as in PyTorch, and gradients are 0.
 */
export function divisorOf(reduction: Reduction, mean: number, rows: number): number {
  if (reduction === "mean") return mean;
  return reduction === "batchmean" ? rows : 1;
}

/** What a gradient of the sum is multiplied by. */
export function scaleOf(divisor: number): number {
  return divisor === 0 ? 0 : 1 / divisor;
}

export function reduced(losses: Float64Array, reduction: Reduction, divisor: number): Loss {
  if (reduction === "none") return { value: Number.NaN, rows: losses };
  return { value: sumOf(losses) / divisor };
}

/** Neumaier's compensated sum (ZAMM 54, 1974). */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const next = sum + values[i];
    lost += Math.abs(sum) >= Math.abs(values[i]) ? sum - next + values[i] : values[i] - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
