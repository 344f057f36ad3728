/**
 * The start: a strongly feasible basis from arcs that look good, best first.
 *
 * Each arc in turn takes as much mass as is left at both of its ends. That uses up one of them, so the
 * arcs that carry flow form a forest, and each of its trees has at most one node that is not used up.
 * This node becomes the tree's top and hangs from the root by an artificial arc with what it has left;
 * a tree that is all used up hangs by one of its sources, by an arc without flow, which runs upwards as
 * strong feasibility asks.
 *
 * The cost of an artificial arc gives its node the guessed potential; for unmet demand a penalty is added.
 * So the potentials of all other nodes fit together from the start, and only unmet demand makes arcs enter.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { toInt } from "../../bits";
import { countingOrder } from "../../math/order";
import { Arcs } from "./arcs";
import { Planter } from "./planter";
import { Tree } from "./tree";

/** Classes of reduced cost by which arcs are ordered, and how many of them lie below the mean. */
const CLASSES: i32 = 4096;
const CLASSES_TO_MEAN: f64 = 512.0;

export class Forest {
  rest: F64Array; // supply not yet placed, by node; negative for demand
  arcs: Arcs; // with flow
  flow: F64Array; // on them

  constructor(readonly supply: F64Array) {
    const nodes: i32 = supply.length;
    const rest: F64Array = f64Array(nodes);
    for (let v: i32 = 0; v < nodes; v++) rest[v] = supply[v];
    this.rest = rest;
    this.arcs = new Arcs(nodes);
    this.flow = f64Array(nodes);
  }

  /** Fills the arcs in order of their reduced cost for pi; within a class of nearly equal ones, in the given order. */
  fill(arcs: Arcs, pi: F64Array): void {
    const count: i32 = arcs.count;
    const reduced: F64Array = f64Array(count);
    let sum: f64 = 0.0;
    for (let e: i32 = 0; e < count; e++) {
      reduced[e] = Math.max(0.0, arcs.cost[e] - pi[arcs.tail[e]] + pi[arcs.head[e]]);
      sum += reduced[e];
    }
    const scale: f64 = sum > 0.0 ? (CLASSES_TO_MEAN * <f64>count) / sum : 0.0;
    const key: I32Array = i32Array(count);
    for (let e: i32 = 0; e < count; e++) {
      const rank: f64 = reduced[e] * scale;
      key[e] = rank < <f64>CLASSES ? toInt(rank) : CLASSES;
    }
    const order: I32Array = countingOrder(key, CLASSES + 1);
    for (let k: i32 = 0; k < count; k++) {
      const e: i32 = order[k];
      this.send(arcs.tail[e], arcs.head[e], arcs.cost[e]);
    }
  }

  /** Sends what can be sent along tail → head. */
  send(tail: i32, head: i32, cost: f64): void {
    const amount: f64 = Math.min(this.rest[tail], -this.rest[head]);
    if (!(amount > 0.0)) return;
    this.rest[tail] -= amount;
    this.rest[head] += amount;
    this.flow[this.arcs.count] = amount;
    this.arcs.add(tail, head, cost);
  }

  /** The tree. Nodes without supply are not in it. */
  plant(pi: F64Array, penalty: f64): Tree {
    const supply: F64Array = this.supply;
    const tree: Tree = new Tree(supply.length);
    const planter: Planter = new Planter(tree, this.arcs, this.flow);
    for (let v: i32 = 0; v < supply.length; v++) {
      const rest: f64 = this.rest[v];
      if (rest > 0.0) planter.plant(v, 1, pi[v], rest);
      else if (rest < 0.0) planter.plant(v, 0, penalty - pi[v], -rest);
    }
    for (let v: i32 = 0; v < supply.length; v++)
      if (supply[v] > 0.0) planter.plant(v, 1, pi[v], 0.0);
    planter.finish();
    return tree;
  }
}
