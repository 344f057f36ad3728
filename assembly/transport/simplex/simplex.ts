/**
 * The primal network simplex method
 *
 *     minimise Σ cost(e)·x(e)   over flows x ≥ 0 that leave every node with its supply,
 *
 * on networks with too many arcs to search them all: all source–sink pairs. One loop serves every kind
 * of cost:
 *
 *     repeat
 *       pivot on the active arcs until none of them improves
 *       ask the oracle for the best arc of each node over ALL arcs
 *       none improves: that proves optimality
 *       otherwise they become active
 *
 * A basis is a spanning tree; tree.ts holds it and lists its invariants. With the reduced cost
 * c(u, v) = cost(u, v) − pi[u] + pi[v], zero on the tree, the basis is optimal when no arc has c < 0.
 * A pivot takes an arc with c < 0 into the tree, sends as much flow as possible around the cycle it
 * closes, and drops the arc that blocks, chosen by Cunningham's rule so that the tree stays strongly
 * feasible. Supplies are integers, so ties are exact and the method cannot cycle where costs are exact
 * too; with real costs an arc enters only if c < −tolerance.
 *
 * Complexity: a pivot is O(length of the cycle + smaller side of the cut), a sweep depends on
 * the oracle. From a good start there are two or three pivots per node, in the worst case exponentially
 * many; there are up to a dozen sweeps.
 *
 * Ahuja, Magnanti & Orlin, Network Flows (1993), ch. 11. W. H. Cunningham, A network simplex method,
 * Math. Programming 11 (1976). P. Kovács, Minimum-cost flow algorithms: an experimental evaluation,
 * Optim. Methods Softw. 30 (2015). B. Schmitzer, A sparse multiscale algorithm for dense optimal
 * transport, J. Math. Imaging Vision 56 (2016), for active arcs and their verification.
 */
import { I32Array, i32Array } from "../../arrays";
import { LIMIT, OK } from "../../status";
import { pivot } from "./pivot";
import { Pricing } from "./pricing";
import { Tree } from "./tree";

/**
 * An arc improves if its reduced cost is below −TOLERANCE times the largest potential. 2^-46 is 128 units
 * in the last place, for the rounding errors along a path of the tree. Forbidding costs, far above all
 * others, are in no potential at the end, so they do not make it coarser. Integral costs need no tolerance.
 */
const TOLERANCE: f64 = 1.4210854715202004e-14;
/** Arcs without flow that cost more than this times the costliest arc with flow are replaced. */
const COSTLY: f64 = 1048576.0;
/** Pivots between two renumberings: a number per node, best of 0.05 … 1 measured, and a number for every tree. */
const RENUMBER_PER_NODE: f64 = 0.1;
const RENUMBER_PER_TREE: f64 = 200.0;

export class Simplex {
  tolerance: f64 = 0.0;
  pivots: f64 = 0.0;
  entering: boolean = false; // has an arc been found that has not entered yet?
  fresh: boolean = true; // have the potentials been computed from the tree since the last pivot?
  renumberAt: f64 = 0.0; // the number of pivots at which the tree is renumbered next
  replacedCostly: boolean = false; // has replaceCostlyArcs() been called?

  constructor(
    readonly tree: Tree,
    readonly pricing: Pricing,
    readonly integral: boolean, // are costs whole, so that potentials are exact?
  ) {
    this.refresh();
  }

  /** Pivots until the basis is optimal (OK) or `most` more pivots are done (LIMIT). */
  advance(most: f64): i32 {
    const pricing: Pricing = this.pricing;
    const stop: f64 = this.pivots + most;
    while (this.findEntering()) {
      if (!(this.pivots < stop)) return LIMIT;
      pivot(this.tree, pricing.tail, pricing.head, pricing.cost, pricing.reduced);
      this.pivots += 1.0;
      this.entering = false;
      this.fresh = false;
      if (this.pivots >= this.renumberAt) this.renumber();
    }
    return OK;
  }

  /** Finds an arc to enter; false if there is none among all arcs, on potentials fresh from the tree. */
  findEntering(): boolean {
    while (!this.entering) {
      this.entering = this.pricing.find(this.tree, this.tolerance);
      if (this.entering) break;
      if (!this.fresh && !this.integral) this.refresh();
      else if (!this.pricing.extend(this.tree, this.tolerance) && !this.replaceCostlyArcs())
        return false;
    }
    return true;
  }

  /**
   * An arc without flow may stay in the basis though it costs far more than any arc with flow. The
   * potentials beyond it are then so large that the others' digits are lost in sums with them. Such arcs
   * are replaced by artificial ones of cost 0. Once is enough: with smaller potentials none of them enters.
   */
  replaceCostlyArcs(): boolean {
    if (this.integral || this.replacedCostly) return false;
    const tree: Tree = this.tree;
    let used: f64 = 0.0;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      if (tree.flow[v] > 0.0 && tree.parent[v] !== 0) used = Math.max(used, Math.abs(tree.cost[v]));
    }
    const costly: I32Array = i32Array(tree.nodes);
    let count: i32 = 0;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      if (tree.flow[v] === 0.0 && Math.abs(tree.cost[v]) > COSTLY * used) costly[count++] = v;
    }
    for (let k: i32 = 0; k < count; k++) tree.rehang(costly[k], costly[k], 0, 0, 1, 0.0, 0.0);
    if (count > 0) this.refresh();
    this.replacedCostly = true;
    return count > 0;
  }

  renumber(): void {
    this.pricing.renumber(this.tree);
    if (!this.integral) this.refresh();
    this.renumberAt = this.pivots + RENUMBER_PER_NODE * <f64>this.tree.nodes + RENUMBER_PER_TREE;
  }

  /** Computes the potentials from the tree, and the tolerance from their size. */
  refresh(): void {
    const largest: f64 = this.tree.refreshPotentials();
    this.tolerance = this.integral ? 0.0 : TOLERANCE * largest;
    this.fresh = true;
  }
}
