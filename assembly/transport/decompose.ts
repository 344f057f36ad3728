/**
 * The plan of a flow over neighbouring bins: which source serves which sink.
 *
 * In a spanning tree all that leaves a subtree, or enters it, passes its one arc upwards. From the
 * leaves up, each bin matches what came from below with what is wanted below and with its own, and
 * passes on what is left, all of it supply or all of it demand. Every match uses up a supply or a
 * demand, so the plan has at most n + m − 1 entries. The path of a match follows arcs with flow, whose
 * reduced cost is 0: at the optimum it is a shortest one.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { Plan } from "./plan";
import { Tree } from "./simplex/tree";

/** a and b are the bins' integer masses. */
export function decompose(tree: Tree, a: F64Array, b: F64Array, plan: Plan): void {
  const supplies: Queues = new Queues(tree.nodes, a);
  const demands: Queues = new Queues(tree.nodes, b);
  plan.count = 0;
  for (let v: i32 = tree.revThread[0]; v !== 0; v = tree.revThread[v]) {
    const bin: i32 = tree.name[v];
    const own: f64 = Math.min(a[bin], b[bin]);
    if (own > 0.0) {
      plan.add(bin, bin, own);
      supplies.rest[bin] -= own;
      demands.rest[bin] -= own;
    }
    if (supplies.rest[bin] > 0.0) supplies.push(v, bin);
    if (demands.rest[bin] > 0.0) demands.push(v, bin);
    while (supplies.first[v] >= 0 && demands.first[v] >= 0) {
      const s: i32 = supplies.first[v];
      const t: i32 = demands.first[v];
      const amount: f64 = Math.min(supplies.rest[s], demands.rest[t]);
      plan.add(s, t, amount);
      supplies.take(v, amount);
      demands.take(v, amount);
    }
    supplies.passOn(v, tree.parent[v]);
    demands.passOn(v, tree.parent[v]);
  }
}

/** At every node of the tree, a queue of bins with what is left of their mass. */
class Queues {
  rest: F64Array; // by bin
  next: I32Array; // by bin, the one behind it; −1 at the end
  first: I32Array; // by node of the tree; −1 if the queue is empty
  last: I32Array;

  constructor(nodes: i32, mass: F64Array) {
    const bins: i32 = mass.length;
    const rest: F64Array = f64Array(bins);
    const first: I32Array = i32Array(nodes);
    for (let i: i32 = 0; i < bins; i++) rest[i] = mass[i];
    for (let v: i32 = 0; v < nodes; v++) first[v] = -1;
    this.rest = rest;
    this.first = first;
    this.next = i32Array(bins);
    this.last = i32Array(nodes);
  }

  push(v: i32, bin: i32): void {
    this.next[bin] = -1;
    this.append(v, bin, bin);
  }

  append(v: i32, first: i32, last: i32): void {
    if (this.first[v] < 0) this.first[v] = first;
    else this.next[this.last[v]] = first;
    this.last[v] = last;
  }

  /** Takes from the first bin of the queue, which leaves it when it has no more. */
  take(v: i32, amount: f64): void {
    const bin: i32 = this.first[v];
    this.rest[bin] -= amount;
    if (this.rest[bin] === 0.0) this.first[v] = this.next[bin];
  }

  passOn(v: i32, above: i32): void {
    if (this.first[v] >= 0) this.append(above, this.first[v], this.last[v]);
  }
}
