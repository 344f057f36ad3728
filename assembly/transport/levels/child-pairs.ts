/** The pairs of children of a coarser basis' arcs: the finer solution is mostly among them. */
import { F64Array, I32Array, i32Array } from "../../arrays";
import { countingOrder } from "../../math/order";
import { Oracle } from "../oracles/oracle";
import { Arcs } from "../simplex/arcs";
import { Tree } from "../simplex/tree";

export class ChildPairs {
  first: I32Array; // the children of coarse node v are child[first[v]] … child[first[v + 1] − 1]
  child: I32Array;

  constructor(
    readonly coarser: Tree,
    parent: I32Array, // by node of the finer level
    supply: F64Array,
  ) {
    const nodes: i32 = coarser.place.length;
    const key: I32Array = i32Array(parent.length);
    const first: I32Array = i32Array(nodes + 1);
    for (let v: i32 = 0; v < parent.length; v++) {
      key[v] = supply[v] === 0.0 ? nodes : parent[v]; // behind all others
      if (key[v] < nodes) first[key[v] + 1]++;
    }
    for (let v: i32 = 0; v < nodes; v++) first[v + 1] += first[v];
    this.first = first;
    this.child = countingOrder(key, nodes + 1);
  }

  count(): i32 {
    const tree: Tree = this.coarser;
    let count: i32 = 0;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      const above: i32 = tree.parent[v];
      if (above !== 0) count += this.children(tree.name[v]) * this.children(tree.name[above]);
    }
    return count;
  }

  children(v: i32): i32 {
    return this.first[v + 1] - this.first[v];
  }

  addTo(arcs: Arcs, oracle: Oracle): void {
    const tree: Tree = this.coarser;
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v]) {
      if (tree.parent[v] === 0) continue;
      const lower: i32 = tree.name[v];
      const upper: i32 = tree.name[tree.parent[v]];
      const tail: i32 = tree.up[v] === 1 ? lower : upper;
      const head: i32 = tree.up[v] === 1 ? upper : lower;
      for (let i: i32 = this.first[tail]; i < this.first[tail + 1]; i++) {
        const s: i32 = this.child[i];
        for (let j: i32 = this.first[head]; j < this.first[head + 1]; j++) {
          const t: i32 = this.child[j];
          arcs.add(s, t, oracle.cost(s, t - oracle.n));
        }
      }
    }
  }
}
