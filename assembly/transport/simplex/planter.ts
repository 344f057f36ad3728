/** Builds a tree from a forest of arcs. */
import { F64Array, I32Array, i32Array } from "../../arrays";
import { Arcs } from "./arcs";
import { Tree } from "./tree";

export class Planter {
  last: i32 = 0; // the last node in preorder so far
  first: I32Array; // the arcs at v are ends[first[v]] … ends[first[v + 1] − 1]
  ends: I32Array;
  waiting: I32Array; // a stack of nodes to be planted, and of the arcs they hang by
  waitingArc: I32Array;

  constructor(
    readonly tree: Tree,
    readonly arcs: Arcs,
    readonly flow: F64Array, // on the arcs
  ) {
    const names: i32 = tree.place.length;
    for (let v: i32 = 0; v < names; v++) tree.place[v] = -1;
    tree.parent[0] = -1;
    tree.name[0] = -1;
    tree.nodes = 1;
    const first: I32Array = i32Array(names + 2);
    const ends: I32Array = i32Array(2 * arcs.count);
    for (let e: i32 = 0; e < arcs.count; e++) {
      first[arcs.tail[e] + 2]++;
      first[arcs.head[e] + 2]++;
    }
    for (let v: i32 = 2; v < names + 2; v++) first[v] += first[v - 1];
    for (let e: i32 = 0; e < arcs.count; e++) {
      ends[first[arcs.tail[e] + 1]++] = e;
      ends[first[arcs.head[e] + 1]++] = e;
    }
    this.first = first;
    this.ends = ends;
    this.waiting = i32Array(names);
    this.waitingArc = i32Array(names);
  }

  /** Hangs v, and with it its tree of the forest, from the root by an artificial arc; does nothing if v is planted. */
  plant(v: i32, up: i32, cost: f64, flow: f64): void {
    const tree: Tree = this.tree;
    const arcs: Arcs = this.arcs;
    if (tree.place[v] >= 0) return;
    this.append(v, 0, up, cost, flow);
    let height: i32 = this.push(0, v, -1);
    while (height > 0) {
      height--;
      const u: i32 = this.waiting[height];
      const e: i32 = this.waitingArc[height];
      const isTail: boolean = arcs.tail[e] === u;
      const above: i32 = tree.place[isTail ? arcs.head[e] : arcs.tail[e]];
      this.append(u, above, isTail ? 1 : 0, arcs.cost[e], this.flow[e]);
      height = this.push(height, u, e);
    }
  }

  /** Puts v behind all others, below `above`. */
  append(v: i32, above: i32, up: i32, cost: f64, flow: f64): void {
    const tree: Tree = this.tree;
    const k: i32 = v + 1;
    tree.nodes++;
    tree.place[v] = k;
    tree.name[k] = v;
    tree.parent[k] = above;
    tree.up[k] = up;
    tree.cost[k] = cost;
    tree.flow[k] = flow;
    tree.thread[this.last] = k;
    tree.revThread[k] = this.last;
    this.last = k;
  }

  /** Stacks the neighbours of v, but not by the arc it hangs by; returns the new height. */
  push(height: i32, v: i32, above: i32): i32 {
    const arcs: Arcs = this.arcs;
    for (let i: i32 = this.first[v]; i < this.first[v + 1]; i++) {
      const e: i32 = this.ends[i];
      if (e === above) continue;
      this.waiting[height] = arcs.tail[e] === v ? arcs.head[e] : arcs.tail[e];
      this.waitingArc[height] = e;
      height++;
    }
    return height;
  }

  /** Sizes and ends of subtrees, and potentials, once all nodes are planted. */
  finish(): void {
    const tree: Tree = this.tree;
    tree.thread[this.last] = 0;
    tree.revThread[0] = this.last;
    for (let v: i32 = this.last; ; v = tree.revThread[v]) {
      // All nodes below v have already added their sizes and set the end.
      tree.succNum[v]++;
      if (tree.lastSucc[v] === 0) tree.lastSucc[v] = v;
      if (v === 0) break;
      const above: i32 = tree.parent[v];
      tree.succNum[above] += tree.succNum[v];
      if (tree.lastSucc[above] === 0) tree.lastSucc[above] = tree.lastSucc[v];
    }
    tree.refreshPotentials();
  }
}
