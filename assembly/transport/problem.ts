/**
 * A transport problem between the host and the solver: the user's masses come in, the simplex gets
 * integer masses, and the results go out in the user's masses. The host advances it a number of pivots at a
 * time, so that it can look at the clock in between.
 */
import { mark, release } from "../arena";
import { F32Array, F64Array, f64Array, I32Array } from "../arrays";
import { LARGEST_COST, TOTALS_AGREE } from "../limits";
import { Sum } from "../math/sum";
import { BAD_COST, OK, UNEQUAL_TOTALS } from "../status";
import { ExactRow } from "../weights/exact-row";
import { integerMasses, Masses } from "../weights/masses";
import { statusOf, Totals } from "../weights/totals";
import { certify } from "./certificate";
import { DenseOracle, SingleOracle } from "./oracles/dense";
import { Plan } from "./plan";
import { Tree } from "./simplex/tree";
import { Solver } from "./solver";
import { DenseSpace } from "./spaces/dense";
import { gridSpace } from "./spaces/grid";
import { PointsSpace } from "./spaces/points";
import { Space } from "./spaces/space";

export class Problem {
  status: i32 = OK;
  aTotals: Totals;
  bTotals: Totals;
  state: Opened | null = null; // set if the status is OK

  constructor(
    readonly a: F64Array,
    readonly b: F64Array,
    readonly space: Space,
    readonly normalize: boolean,
  ) {
    const aTotals: Totals = new Totals(a, 1, a.length);
    const bTotals: Totals = new Totals(b, 1, b.length);
    this.aTotals = aTotals;
    this.bTotals = bTotals;
    this.status = statusOf(aTotals, bTotals, true);
    if (this.status === OK && !normalize && !totalsAgree(aTotals.total[0], bTotals.total[0])) {
      this.status = UNEQUAL_TOTALS;
    }
    if (this.status === OK && !(space.largest <= LARGEST_COST)) this.status = BAD_COST;
    if (this.status === OK) this.state = this.open();
  }

  open(): Opened {
    const masses: Masses = integerMasses(this.a, this.aTotals, 0, this.b, this.bTotals, 0);
    const total: f64 = this.normalize ? 1.0 : this.aTotals.total[0];
    return new Opened(masses, total, new Solver(this.space.coarsest(masses)));
  }

  /** Only for a problem with status OK. */
  opened(): Opened {
    return this.state!;
  }
}

/** What exists once a problem's arguments have been checked. */
class Opened {
  plan: Plan;

  constructor(
    readonly masses: Masses,
    readonly total: f64, // the mass that is moved, in the user's measure
    readonly solver: Solver,
  ) {
    this.plan = new Plan(masses.a.length, masses.b.length);
  }
}

/** Are two totals, to be used unscaled, equal up to rounding? */
export function totalsAgree(a: f64, b: f64): boolean {
  return Math.abs(a - b) <= TOTALS_AGREE * Math.max(a, b);
}

export function denseProblem(
  a: F64Array,
  b: F64Array,
  cost: F64Array,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new DenseSpace(new DenseOracle(cost, a.length, b.length)), normalize);
}

export function singleProblem(
  a: F64Array,
  b: F64Array,
  cost: F32Array,
  normalize: boolean,
): Problem {
  return new Problem(a, b, new DenseSpace(new SingleOracle(cost, a.length, b.length)), normalize);
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
  return new Problem(a, b, new PointsSpace(x, y, dim, metric), normalize);
}

export function gridProblem(
  a: F64Array,
  b: F64Array,
  shape: I32Array,
  spacing: F64Array,
  metric: i32,
  normalize: boolean,
): Problem {
  return new Problem(a, b, gridSpace(shape, spacing, metric), normalize);
}

export function problemStatus(problem: Problem): i32 {
  return problem.status;
}

/** Makes up to `most` pivots: OK when the basis is optimal, else LIMIT. */
export function advance(problem: Problem, most: f64): i32 {
  return problem.opened().solver.advance(most);
}

export function pivotCount(problem: Problem): f64 {
  return problem.opened().solver.pivots();
}

/** The cost of the plan so far, at the resolution that is being solved. */
export function costSoFar(problem: Problem): f64 {
  const before: i32 = mark();
  const opened: Opened = problem.opened();
  const solver: Solver = opened.solver;
  const masses: Masses = opened.masses;
  const cost: f64 = solver.level.planCost(solver.simplex.tree, masses.scale);
  release(before);
  return masses.toMass(cost, opened.total);
}

/** Makes the plan from the basis of the finest level and returns its cost. No pivot follows. */
export function finish(problem: Problem): f64 {
  const opened: Opened = problem.opened();
  const solver: Solver = opened.solver;
  const masses: Masses = opened.masses;
  while (solver.refine()) {} // the solver may have been stopped on a coarser level
  problem.space.readPlan(solver.simplex.tree, masses, opened.plan);
  return masses.toMass(opened.plan.cost(problem.space.oracle(), masses.scale), opened.total);
}

/** The number of entries of the plan. After finish(). */
export function planSize(problem: Problem): i32 {
  return problem.opened().plan.count;
}

/** Writes the plan's entries. After finish(). */
export function readPlan(
  problem: Problem,
  source: I32Array,
  target: I32Array,
  mass: F64Array,
): void {
  const opened: Opened = problem.opened();
  opened.plan.write(source, target, mass, opened.masses.units, opened.total);
}

/**
 * Writes potentials that are feasible for all pairs, and returns Σ a·f + Σ b·g. After finish(). If the
 * solver was stopped, the potentials that the level started from may give a better bound than the basis'.
 */
export function readPotentials(problem: Problem, f: F64Array, g: F64Array): f64 {
  const solver: Solver = problem.opened().solver;
  const tree: Tree = solver.simplex.tree;
  const pi: F64Array = f64Array(tree.place.length);
  tree.readPotentials(pi);
  const bound: f64 = boundFrom(problem, pi, f, g);
  if (solver.optimal) return bound;
  const startF: F64Array = f64Array(f.length);
  const startG: F64Array = f64Array(g.length);
  const startBound: f64 = boundFrom(problem, solver.level.pi, startF, startG);
  if (!(startBound > bound)) return bound;
  for (let s: i32 = 0; s < f.length; s++) f[s] = startF[s];
  for (let t: i32 = 0; t < g.length; t++) g[t] = startG[t];
  return startBound;
}

function boundFrom(problem: Problem, pi: F64Array, f: F64Array, g: F64Array): f64 {
  const firstSink: i32 = problem.space.firstSink();
  const price: F64Array = f64Array(g.length);
  for (let t: i32 = 0; t < g.length; t++) price[t] = pi[firstSink + t];
  certify(problem.space.oracle(), price, problem.opened().masses.b, f, g);
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
