/**
 * A transport problem between the host and the solver: user's masses in, integer masses to the
 * simplex, and the results in the user's masses out. The host advances it a number of pivots at a
 * time, so that it can look at the clock in between.
 */
import { F32Array, F64Array, f64Array, I32Array } from "../arrays";
import { Sum } from "../math/sum";
import { BAD_COST, OK, UNEQUAL_TOTALS } from "../status";
import { ExactRow } from "../weights/exact-row";
import { statusOf, Totals } from "../weights/totals";
import { certify } from "./certificate";
import { Costs } from "./costs/costs";
import { DenseCosts, SingleCosts } from "./costs/dense";
import { GridCosts } from "./costs/grid";
import { PointCosts } from "./costs/points";
import { integerMasses, Masses } from "./masses";
import { Plan } from "./plan";
import { Simplex } from "./simplex";

/** Totals that are to be used as they are may differ by this, relatively. */
const TOTALS_AGREE: f64 = 1e-9;
/** Largest cost that leaves potentials, sums of many, within a double's range; as in src/check.ts. */
const LARGEST_COST: f64 = 1e300;

export class Problem {
  status: i32 = OK;
  total: f64 = 1.0; // the mass that is moved, in the user's measure
  units: f64 = 1.0; // the same in integer units
  scale: f64 = 1.0; // Masses.scale
  aTotals: Totals;
  bTotals: Totals;
  simplex: Simplex | null = null;
  plan: Plan | null = null;

  constructor(
    readonly a: F64Array,
    readonly b: F64Array,
    readonly costs: Costs,
    readonly normalize: boolean,
  ) {
    const aTotals: Totals = new Totals(a, 1, a.length);
    const bTotals: Totals = new Totals(b, 1, b.length);
    this.aTotals = aTotals;
    this.bTotals = bTotals;
    this.status = statusOf(aTotals, bTotals, true);
    if (this.status === OK && !normalize && !agree(aTotals.total[0], bTotals.total[0])) {
      this.status = UNEQUAL_TOTALS;
    }
    if (this.status === OK && !(costs.largest <= LARGEST_COST)) this.status = BAD_COST;
    if (this.status === OK) this.open();
  }

  /** Masses to integers, and the solver at its start. */
  open(): void {
    const costs: Costs = this.costs;
    this.total = this.normalize ? 1.0 : this.aTotals.total[0];
    const masses: Masses = integerMasses(this.a, this.aTotals, 0, this.b, this.bTotals, 0);
    const mass: F64Array = f64Array(costs.n + costs.m);
    for (let s: i32 = 0; s < costs.n; s++) mass[s] = masses.a[s];
    for (let t: i32 = 0; t < costs.m; t++) mass[costs.n + t] = masses.b[t];
    this.units = masses.units;
    this.scale = masses.scale;
    const simplex: Simplex = new Simplex(costs, mass);
    this.simplex = simplex;
    this.plan = new Plan(simplex.tree);
  }
}

function agree(a: f64, b: f64): boolean {
  return Math.abs(a - b) <= TOTALS_AGREE * Math.max(a, b);
}

export function denseProblem(
  a: F64Array,
  b: F64Array,
  cost: F64Array,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new DenseCosts(cost, a.length, b.length), normalize);
}

export function singleProblem(
  a: F64Array,
  b: F64Array,
  cost: F32Array,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new SingleCosts(cost, a.length, b.length), normalize);
}

export function pointsProblem(
  a: F64Array,
  b: F64Array,
  x: F64Array,
  y: F64Array,
  dim: i32,
  metric: i32,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new PointCosts(x, y, dim, metric), normalize);
}

export function gridProblem(
  a: F64Array,
  b: F64Array,
  shape: I32Array,
  spacing: F64Array,
  metric: i32,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new GridCosts(shape, spacing, metric), normalize);
}

export function problemStatus(problem: Problem): i32 {
  return problem.status;
}

/** Makes up to `most` pivots: OK when the basis is optimal, else LIMIT. */
export function advance(problem: Problem, most: f64): i32 {
  return problem.simplex!.advance(most);
}

export function pivotCount(problem: Problem): f64 {
  return problem.simplex!.pivots;
}

/** Reads the plan off the basis and answers its cost. */
export function planCost(problem: Problem): f64 {
  const plan: Plan = problem.plan!;
  plan.collect();
  return (
    (plan.cost(problem.costs, problem.scale) / (problem.units * problem.scale)) * problem.total
  );
}

/** Entries of the plan that planCost() read. */
export function planSize(problem: Problem): i32 {
  return problem.plan!.count;
}

export function readPlan(problem: Problem, source: I32Array, sink: I32Array, mass: F64Array): void {
  problem.plan!.write(source, sink, mass, problem.units, problem.total);
}

/** Writes potentials that are feasible for all pairs, and answers Σ a·f + Σ b·g. */
export function readPotentials(problem: Problem, f: F64Array, g: F64Array): f64 {
  const simplex: Simplex = problem.simplex!;
  certify(problem.costs, simplex.tree, simplex.mass, f, g);
  const a: ExactRow = new ExactRow(problem.a, 0, f.length, problem.aTotals.largest[0]);
  const b: ExactRow = new ExactRow(problem.b, 0, g.length, problem.bTotals.largest[0]);
  if (problem.normalize) {
    return weightedSum(a, f) / a.total.value() + weightedSum(b, g) / b.total.value();
  }
  return a.unscale(weightedSum(a, f)) + b.unscale(weightedSum(b, g));
}

/** Σ weight · value over the weights that are not 0. */
function weightedSum(row: ExactRow, values: F64Array): f64 {
  const sum: Sum = new Sum();
  for (let i: i32 = 0; i < values.length; i++) {
    const weight: f64 = row.weight(i);
    if (weight > 0.0) sum.addProduct(weight, values[i]);
  }
  return sum.value();
}
