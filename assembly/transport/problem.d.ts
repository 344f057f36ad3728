/**
 * A transport problem between the host and the solver: user's masses in, integer masses to the
 * simplex, and the results in the user's masses out. The host advances it a number of pivots at a
 * time, so that it can look at the clock in between.
 */
import { F32Array, F64Array, I32Array } from "../arrays";
import { Totals } from "../information/totals";
import { Costs } from "./costs/costs";
import { Plan } from "./plan";
import { Simplex } from "./simplex";
export declare class Problem {
  readonly a: F64Array;
  readonly b: F64Array;
  readonly costs: Costs;
  status: i32;
  total: f64;
  units: f64;
  aScale: f64;
  bScale: f64;
  simplex: Simplex | null;
  plan: Plan | null;
  constructor(a: F64Array, b: F64Array, costs: Costs, normalize: boolean);
  /** Masses to integers, and the solver at its start. */
  open(aTotals: Totals, bTotals: Totals, normalize: boolean): void;
}
export declare function denseProblem(
  a: F64Array,
  b: F64Array,
  cost: F64Array,
  normalize: boolean,
): Problem;
export declare function singleProblem(
  a: F64Array,
  b: F64Array,
  cost: F32Array,
  normalize: boolean,
): Problem;
export declare function pointsProblem(
  a: F64Array,
  b: F64Array,
  x: F64Array,
  y: F64Array,
  dim: i32,
  metric: i32,
  normalize: boolean,
): Problem;
export declare function gridProblem(
  a: F64Array,
  b: F64Array,
  shape: I32Array,
  spacing: F64Array,
  metric: i32,
  normalize: boolean,
): Problem;
export declare function problemStatus(problem: Problem): i32;
/** Makes up to `most` pivots: OK when the basis is optimal, else LIMIT. */
export declare function advance(problem: Problem, most: f64): i32;
export declare function pivotCount(problem: Problem): f64;
/** Reads the plan off the basis and answers its cost. */
export declare function planCost(problem: Problem): f64;
/** Entries of the plan that planCost() read. */
export declare function planSize(problem: Problem): i32;
export declare function readPlan(
  problem: Problem,
  source: I32Array,
  sink: I32Array,
  mass: F64Array,
): void;
/** Writes potentials that are feasible for all pairs, and answers Σ a·f + Σ b·g. */
export declare function readPotentials(problem: Problem, f: F64Array, g: F64Array): f64;
