/**
 * The plan of a basis: its arcs with flow, and for mass that a stopped solver has left on artificial
 * arcs, sources and sinks paired in order of their index. Every paired pair uses up a source or a
 * sink, so the plan has at most n + m − 1 entries, and its marginals are right at any time.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { sequence } from "../math/sort";
import { Sum } from "../math/sum";
import { Costs } from "./costs/costs";
import { Tree } from "./tree";

/** A unit of mass below this has lost digits of its own. */
const LEAST_UNIT: f64 = 1e-290;

export class Plan {
  count: i32 = 0; // entries
  source: I32Array;
  sink: I32Array;
  units: F64Array; // mass, as integers

  constructor(readonly tree: Tree) {
    this.source = i32Array(tree.root);
    this.sink = i32Array(tree.root);
    this.units = f64Array(tree.root);
  }

  /** Reads the basis as it is now. */
  collect(): void {
    const tree: Tree = this.tree;
    this.count = 0;
    for (let v: i32 = 0; v < tree.root; v++) {
      const above: i32 = tree.parent[v];
      if (above === tree.root || tree.flow[v] === 0.0) continue;
      if (v < tree.n) this.add(v, above, tree.flow[v]);
      else this.add(above, v, tree.flow[v]);
    }
    this.pairArtificial();
  }

  add(source: i32, sink: i32, units: f64): void {
    this.source[this.count] = source;
    this.sink[this.count] = sink - this.tree.n;
    this.units[this.count] = units;
    this.count++;
  }

  pairArtificial(): void {
    const tree: Tree = this.tree;
    let s: i32 = -1;
    let t: i32 = tree.n - 1;
    let supply: f64 = 0.0;
    let demand: f64 = 0.0;
    for (;;) {
      while (supply === 0.0 && ++s < tree.n) supply = artificialFlow(tree, s);
      while (demand === 0.0 && ++t < tree.root) demand = artificialFlow(tree, t);
      if (s >= tree.n || t >= tree.root) return;
      const amount: f64 = Math.min(supply, demand);
      this.add(s, t, amount);
      supply -= amount;
      demand -= amount;
    }
  }

  /** Σ units · scale · cost, exact to the last rounding; scale is a power of two. */
  cost(costs: Costs, scale: f64): f64 {
    const sum: Sum = new Sum();
    for (let k: i32 = 0; k < this.count; k++) {
      sum.addProduct(this.units[k] * scale, costs.at(this.source[k], this.sink[k]));
    }
    return sum.value();
  }

  /**
   * Writes the entries in order of source, then sink: a counting sort by either, sinks first. Their
   * masses, `units` in all, become parts of `total`.
   */
  write(source: I32Array, sink: I32Array, mass: F64Array, units: f64, total: f64): void {
    const bySink: I32Array = sequence(this.count);
    const order: I32Array = countingSort(bySink, this.sink, this.tree.root - this.tree.n);
    const sorted: I32Array = countingSort(order, this.source, this.tree.n);
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
  return tree.parent[v] === tree.root ? tree.flow[v] : 0.0;
}

/** `order` rearranged by key, which is below `keys`; equal keys keep their order. */
function countingSort(order: I32Array, key: I32Array, keys: i32): I32Array {
  const next: I32Array = i32Array(keys + 1);
  const out: I32Array = i32Array(order.length);
  for (let i: i32 = 0; i < order.length; i++) next[key[order[i]] + 1]++;
  for (let k: i32 = 0; k < keys; k++) next[k + 1] += next[k];
  for (let i: i32 = 0; i < order.length; i++) out[next[key[order[i]]]++] = order[i];
  return out;
}
