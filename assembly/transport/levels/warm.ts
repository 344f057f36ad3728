/**
 * A level that starts from the solution of another problem with the same costs: the potentials of that
 * problem are feasible here too, and the arcs of its basis are a good start.
 */
import { F64Array, f64Array } from "../../arrays";
import { Oracle } from "../oracles/oracle";
import { Arcs } from "../simplex/arcs";
import { Simplex } from "../simplex/simplex";
import { Tree } from "../simplex/tree";
import { BipartiteLevel } from "./bipartite";

/** What is kept of one problem for the next. */
export class WarmStart {
  f: F64Array; // potentials of all sources
  arcs: Arcs; // of the basis
  all: F64Array; // ones, by node

  constructor(nodes: i32, n: i32) {
    this.f = f64Array(n);
    this.arcs = new Arcs(nodes);
    const all: F64Array = f64Array(nodes);
    for (let v: i32 = 0; v < nodes; v++) all[v] = 1.0;
    this.all = all;
  }
}

export class WarmLevel extends BipartiteLevel {
  constructor(
    oracle: Oracle,
    supply: F64Array,
    readonly warm: WarmStart,
  ) {
    super(oracle, supply);
  }

  guess(_pi: F64Array, _f: F64Array): void {}

  override start(coarser: Simplex | null): Simplex {
    const kept: Arcs = this.warm.arcs;
    const supply: F64Array = this.supply;
    if (kept.count === 0) return super.start(coarser);
    const hints: Arcs = new Arcs(kept.count + supply.length);
    for (let e: i32 = 0; e < kept.count; e++) {
      if (supply[kept.tail[e]] === 0.0 || supply[kept.head[e]] === 0.0) continue;
      hints.add(kept.tail[e], kept.head[e], kept.cost[e]);
    }
    const f: F64Array = f64Array(this.oracle.n);
    for (let s: i32 = 0; s < f.length; s++) f[s] = this.warm.f[s];
    return this.startWith(f, hints);
  }

  /** Keeps an optimal basis and its potentials for the next problem. */
  keep(tree: Tree): void {
    const oracle: Oracle = this.oracle;
    const warm: WarmStart = this.warm;
    const n: i32 = oracle.n;
    const pi: F64Array = f64Array(n + oracle.m);
    const price: F64Array = f64Array(oracle.m);
    warm.arcs.count = 0;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      const above: i32 = tree.parent[v];
      if (above === 0) continue;
      const isTail: boolean = tree.up[v] === 1;
      const tail: i32 = tree.name[isTail ? v : above];
      warm.arcs.add(tail, tree.name[isTail ? above : v], tree.cost[v]);
    }
    tree.readPotentials(pi);
    for (let t: i32 = 0; t < oracle.m; t++) {
      price[t] = this.supply[n + t] === 0.0 ? Infinity : pi[n + t];
    }
    oracle.overSinks(price, warm.all);
    for (let s: i32 = 0; s < n; s++) warm.f[s] = oracle.least[s];
  }
}
