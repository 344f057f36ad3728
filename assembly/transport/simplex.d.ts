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
 * solution: twice the largest cost is enough.
 *
 * Complexity: each pivot O(depth + smaller side of the cut) on the tree and at least one row of costs
 * for pricing. The number of pivots is a low power of n in practice, exponential in the worst case.
 *
 * Ahuja, Magnanti & Orlin, Network Flows (1993), ch. 11. W. H. Cunningham, A network simplex method,
 * Math. Programming 11 (1976). P. Kovács, Minimum-cost flow algorithms: an experimental evaluation,
 * Optim. Methods Softw. 30 (2015), for block search and the thread.
 */
import { F64Array } from "../arrays";
import { Costs } from "./costs/costs";
import { CandidateList } from "./pricing";
import { Tree } from "./tree";
export declare class Simplex {
  readonly costs: Costs;
  readonly mass: F64Array;
  tree: Tree;
  candidates: CandidateList;
  pivots: f64;
  fresh: boolean;
  untilRefresh: i32;
  constructor(costs: Costs, mass: F64Array);
  /** Pivots until the basis is optimal (OK) or `most` more pivots are done (LIMIT). */
  advance(most: f64): i32;
  refresh(): void;
}
