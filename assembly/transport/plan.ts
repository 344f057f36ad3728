/**
 * The plan of a basis: its arcs with flow. A stopped solver may leave mass on artificial arcs; for that,
 * sources and sinks are paired in order of their index. Every such pair uses up a source or a sink,
 * so the plan has at most n + m − 1 entries, and its marginals are right at any time.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { countingOrder, countingSort } from "../math/order";
import { Sum } from "../math/sum";
import { Oracle } from "./oracles/oracle";
import { Tree } from "./simplex/tree";

/** A unit of mass below this has lost digits of its own. */
const LEAST_UNIT: f64 = 1e-290;

export class Plan {
  count: i32 = 0; // entries
  source: I32Array;
  sink: I32Array;
  units: F64Array; // mass, as integers

  constructor(
    readonly n: i32,
    readonly m: i32,
  ) {
    this.source = i32Array(n + m);
    this.sink = i32Array(n + m);
    this.units = f64Array(n + m);
  }

  add(source: i32, sink: i32, units: f64): void {
    this.source[this.count] = source;
    this.sink[this.count] = sink;
    this.units[this.count] = units;
    this.count++;
  }

  /** Reads the basis of a bipartite network, in which node n + t is sink t. */
  collect(tree: Tree): void {
    const n: i32 = this.n;
    this.count = 0;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      const above: i32 = tree.parent[v];
      if (above === 0 || tree.flow[v] === 0.0) continue;
      const lower: i32 = tree.name[v];
      const upper: i32 = tree.name[above];
      if (tree.up[v] === 1) this.add(lower, upper - n, tree.flow[v]);
      else this.add(upper, lower - n, tree.flow[v]);
    }
    this.pairArtificial(tree);
  }

  pairArtificial(tree: Tree): void {
    const n: i32 = this.n;
    const nodes: i32 = n + this.m;
    let s: i32 = -1;
    let t: i32 = n - 1;
    let supply: f64 = 0.0;
    let demand: f64 = 0.0;
    for (;;) {
      while (supply === 0.0 && ++s < n) supply = artificialFlow(tree, s);
      while (demand === 0.0 && ++t < nodes) demand = artificialFlow(tree, t);
      if (s >= n || t >= nodes) return;
      const amount: f64 = Math.min(supply, demand);
      this.add(s, t - n, amount);
      supply -= amount;
      demand -= amount;
    }
  }

  /** Σ units · scale · cost, exact to the last rounding; scale is a power of two. */
  cost(oracle: Oracle, scale: f64): f64 {
    const sum: Sum = new Sum();
    for (let k: i32 = 0; k < this.count; k++) {
      sum.addProduct(this.units[k] * scale, oracle.cost(this.source[k], this.sink[k]));
    }
    return sum.value();
  }

  /**
   * Writes the entries in order of source, then sink: a counting sort by either, sinks first. Their
   * masses, `units` in all, become parts of `total`.
   */
  write(source: I32Array, sink: I32Array, mass: F64Array, units: f64, total: f64): void {
    const sinks: I32Array = i32Array(this.count);
    for (let k: i32 = 0; k < this.count; k++) sinks[k] = this.sink[k];
    const sorted: I32Array = countingSort(countingOrder(sinks, this.m), this.source, this.n);
    const unit: f64 = total / units;
    for (let k: i32 = 0; k < this.count; k++) {
      const entry: f64 = this.units[sorted[k]];
      source[k] = this.source[sorted[k]];
      sink[k] = this.sink[sorted[k]];
      mass[k] = unit > LEAST_UNIT ? entry * unit : (entry / units) * total;
    }
  }
}

function artificialFlow(tree: Tree, v: i32): f64 {
  const place: i32 = tree.place[v];
  return place > 0 && tree.parent[place] === 0 ? tree.flow[place] : 0.0;
}
