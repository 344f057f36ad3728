/**
 * A level of a transport problem: every source may serve every sink.
 *
 * The start has four steps:
 *
 * 1. guess potentials, from the coarser level where there is one;
 * 2. make them feasible for all pairs, by two c-transforms (oracle.ts);
 * 3. build a basis from the arcs of least reduced cost;
 * 4. make these arcs the first active ones.
 *
 * A coarser level gives the guess, and as arcs the pairs of children of its basis' arcs. It saves an
 * order of magnitude of pivots.
 *
 * B. Schmitzer 2016 (see simplex.ts); S. Gerber & M. Maggioni, Multiscale strategies for computing
 * optimal transport, JMLR 18 (2017).
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { Groups } from "../../geometry/groups";
import { Oracle } from "../oracles/oracle";
import { ROW_PRICING_PAIRS, RowPricing } from "../oracles/row-pricing";
import { RowOracle } from "../oracles/rows";
import { Plan } from "../plan";
import { ActiveArcs } from "../simplex/active";
import { Arcs } from "../simplex/arcs";
import { Forest } from "../simplex/forest";
import { Pricing } from "../simplex/pricing";
import { Simplex } from "../simplex/simplex";
import { Tree } from "../simplex/tree";
import { ChildPairs } from "./child-pairs";
import { Level } from "./level";

/**
 * Unmet demand costs this many times the largest cost: more than any way to meet it, as feasible
 * potentials f(s) + g(t) are at least −3 times that.
 */
const PENALTY: f64 = 5.0;
/** A level with at most this many pairs, or this many nodes on one side, is not coarsened. */
const SMALL_LEVEL_PAIRS: f64 = 4096.0;
const SMALL_LEVEL_NODES: i32 = 8;

export abstract class BipartiteLevel extends Level {
  parent: I32Array; // by node with supply, sources first: the coarser level's node it belongs to

  constructor(
    readonly oracle: Oracle,
    supply: F64Array, // of n sources, then of m sinks
  ) {
    super(supply);
    this.parent = i32Array(supply.length);
  }

  isSmall(): boolean {
    const oracle: Oracle = this.oracle;
    if (oracle.n <= SMALL_LEVEL_NODES || oracle.m <= SMALL_LEVEL_NODES) return true;
    return <f64>oracle.n * <f64>oracle.m <= SMALL_LEVEL_PAIRS;
  }

  /** Guesses the sources' potentials f from the coarser level's potentials pi, by its nodes. */
  abstract guess(pi: F64Array, f: F64Array): void;

  start(coarser: Simplex | null): Simplex {
    const f: F64Array = f64Array(this.oracle.n);
    if (coarser === null) return this.startWith(f, this.allPairs());
    const pairs: ChildPairs = new ChildPairs(coarser.tree, this.parent, this.supply);
    const hints: Arcs = new Arcs(pairs.count() + this.supply.length);
    pairs.addTo(hints, this.oracle);
    const pi: F64Array = f64Array(coarser.tree.place.length);
    coarser.tree.readPotentials(pi);
    this.guess(pi, f);
    return this.startWith(f, hints);
  }

  /** Rounds potentials if costs are whole numbers. */
  rounded(value: f64): f64 {
    return this.oracle.integral ? Math.floor(value + 0.5) : value;
  }

  /** Makes the groups the parents of their members, and returns the groups' supplies. */
  join(sources: Groups, sinks: Groups): F64Array {
    const n: i32 = this.oracle.n;
    const supply: F64Array = f64Array(sources.count + sinks.count);
    for (let s: i32 = 0; s < sources.count; s++) supply[s] = sources.supply[s];
    for (let t: i32 = 0; t < sinks.count; t++) supply[sources.count + t] = sinks.supply[t];
    for (let s: i32 = 0; s < n; s++) this.parent[s] = sources.group[s];
    for (let t: i32 = 0; t < this.oracle.m; t++)
      this.parent[n + t] = sources.count + sinks.group[t];
    return supply;
  }

  planCost(tree: Tree, scale: f64): f64 {
    const plan: Plan = new Plan(this.oracle.n, this.oracle.m);
    plan.collect(tree);
    return plan.cost(this.oracle, scale);
  }

  allPairs(): Arcs {
    const n: i32 = this.oracle.n;
    const m: i32 = this.oracle.m;
    const hints: Arcs = new Arcs(n * m + n + m);
    for (let s: i32 = 0; s < n; s++) {
      if (this.supply[s] === 0.0) continue;
      for (let t: i32 = 0; t < m; t++) {
        if (this.supply[n + t] !== 0.0) hints.add(s, n + t, this.oracle.cost(s, t));
      }
    }
    return hints;
  }

  startWith(f: F64Array, hints: Arcs): Simplex {
    const pi: F64Array = f64Array(this.supply.length);
    this.makeFeasible(f, pi, hints);
    return this.begin(pi, hints);
  }

  begin(pi: F64Array, hints: Arcs): Simplex {
    this.pi = pi;
    const forest: Forest = new Forest(this.supply);
    forest.fill(hints, pi);
    const largest: f64 = this.oracle.largest;
    const penalty: f64 = largest > 0.0 ? PENALTY * largest : 1.0;
    const tree: Tree = forest.plant(pi, penalty);
    return new Simplex(tree, this.choosePricing(tree, hints), this.oracle.integral);
  }

  /** Small problems that have rows are priced by rows, others by active arcs, at first the hints. */
  choosePricing(tree: Tree, hints: Arcs): Pricing {
    const oracle: Oracle = this.oracle;
    if (oracle instanceof RowOracle && <f64>oracle.n * <f64>oracle.m <= ROW_PRICING_PAIRS) {
      return new RowPricing(<RowOracle>oracle, this.supply, tree);
    }
    return new ActiveArcs(oracle, this.supply, tree, hints);
  }

  /** Makes potentials pi from f such that no reduced cost is negative; adds arcs whose reduced cost is 0. */
  makeFeasible(f: F64Array, pi: F64Array, hints: Arcs): void {
    const oracle: Oracle = this.oracle;
    const supply: F64Array = this.supply;
    const n: i32 = oracle.n;
    const price: F64Array = f64Array(oracle.m);
    for (let s: i32 = 0; s < n; s++) f[s] = supply[s] === 0.0 ? Infinity : -f[s];
    oracle.overSources(f, supply);
    for (let t: i32 = 0; t < oracle.m; t++) {
      price[t] = Infinity;
      if (supply[n + t] === 0.0) continue;
      price[t] = -oracle.least[t];
      pi[n + t] = price[t];
      const s: i32 = oracle.sourceOf(t, f);
      hints.add(s, n + t, oracle.cost(s, t));
    }
    oracle.overSinks(price, supply);
    for (let s: i32 = 0; s < n; s++) {
      if (supply[s] === 0.0) continue;
      pi[s] = oracle.least[s];
      const t: i32 = oracle.sinkOf(s, price);
      hints.add(s, n + t, oracle.cost(s, t));
    }
  }
}
