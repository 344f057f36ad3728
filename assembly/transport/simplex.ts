/**
 * The primal network simplex method for the transport problem
 *
 *     minimise Σ cost(s, t)·x(s, t)   over x ≥ 0 with Σ_t x(s, t) = a(s), Σ_s x(s, t) = b(t).
 *
 * A basis is a spanning tree of the bipartite graph; tree.ts holds it and lists its invariants. With
 * the reduced cost c(s, t) = cost(s, t) − pi(s) + pi(t), zero on the tree, the basis is optimal when
 * no arc has c < 0: then f = pi on the sources and g = −pi on the sinks solve the dual.
 *
 * A pivot takes an arc with c < 0 into the tree, sends as much flow as possible around the cycle it
 * closes, and drops the arc that blocks, chosen by Cunningham's rule so that the tree stays strongly
 * feasible. Masses are integers, so ties are exact and the method cannot cycle where costs are exact
 * too; with real costs an arc enters only if c < −tolerance.
 *
 * Mass that the start has not placed lies on arcs through an artificial root. A bipartite network is
 * complete, so a path source → root → sink that costs more than any arc is never in an optimal
 * solution: twice the largest cost is enough. By strong feasibility the root's children without
 * artificial flow are sources; they have pi = 0, so that this large cost leaves no trace in the
 * potentials once all mass is on real arcs.
 *
 * Complexity: each pivot O(depth + smaller side of the cut) on the tree and, on average, some two
 * rows of costs for pricing. The number of pivots is a low power of n in practice, exponential in the worst case.
 *
 * Ahuja, Magnanti & Orlin, Network Flows (1993), ch. 11. W. H. Cunningham, A network simplex method,
 * Math. Programming 11 (1976). P. Kovács, Minimum-cost flow algorithms: an experimental evaluation,
 * Optim. Methods Softw. 30 (2015), for block search and the thread.
 */
import { F64Array } from "../arrays";
import { LIMIT, OK } from "../status";
import { Costs } from "./costs/costs";
import { pivot } from "./pivot";
import { CandidateList } from "./pricing";
import { plantStar } from "./start";
import { Tree } from "./tree";

/**
 * How far below zero a reduced cost must be to count, relative to the largest potential: 2^-46, 128
 * units in the last place, for the rounding that gathers along a path of the tree. Forbidding costs,
 * far above all others, are in no potential at the end and so do not blunt it. Integral costs need no
 * tolerance.
 */
const TOLERANCE: f64 = 1.4210854715202004e-14;

export class Simplex {
  tree: Tree;
  candidates: CandidateList;
  pivots: f64 = 0.0;
  entering: boolean = false; // has an arc been found that has not entered yet?
  fresh: boolean = true; // have the potentials been computed from the tree since the last pivot?
  untilRefresh: i32; // pivots

  constructor(
    readonly costs: Costs,
    readonly mass: F64Array, // integer supplies and demands, by node
  ) {
    const n: i32 = costs.n;
    const m: i32 = costs.m;
    const tree: Tree = new Tree(n, m, costs.largest > 0.0 ? 2.0 * costs.largest : 1.0);
    plantStar(tree, mass);
    for (let v: i32 = n; v < n + m; v++) if (mass[v] === 0.0) tree.pi[v] = Infinity;
    this.tree = tree;
    this.candidates = new CandidateList(costs, mass, tree.pi);
    this.untilRefresh = n + m;
    this.refresh();
  }

  /** Pivots until the basis is optimal (OK) or `most` more pivots are done (LIMIT). */
  advance(most: f64): i32 {
    const candidates: CandidateList = this.candidates;
    let left: f64 = most;
    while (this.findEntering()) {
      if (!(left > 0.0)) return LIMIT;
      pivot(this.tree, candidates.source, this.costs.n + candidates.sink, candidates.reduced);
      this.pivots += 1.0;
      this.entering = false;
      this.fresh = false;
      if (--this.untilRefresh === 0) this.refresh();
      left -= 1.0;
    }
    return OK;
  }

  /** Finds an arc to enter; false if there is none, on potentials fresh from the tree. */
  findEntering(): boolean {
    while (!this.entering) {
      this.entering = this.candidates.find();
      if (this.entering) break;
      if (this.fresh) return false;
      this.refresh();
    }
    return true;
  }

  refresh(): void {
    const largest: f64 = this.tree.refreshPotentials(this.costs);
    this.candidates.tolerance = this.costs.integral ? 0.0 : TOLERANCE * largest;
    this.fresh = true;
    this.untilRefresh = this.costs.n + this.costs.m;
  }
}
