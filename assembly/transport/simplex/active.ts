/**
 * Pricing on networks with too many arcs to search them all: a list of active arcs, to which an ArcSource
 * adds. The list is sorted by tail, so that a search reads the tree in the order of memory.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { toInt } from "../../bits";
import { ArcSource } from "./arc-source";
import { Arcs } from "./arcs";
import { Pricing } from "./pricing";
import { Tree } from "./tree";

/** A block of this times √count arcs is searched, then its best arc enters: best of 0.25 … 2 measured. */
const BLOCK_ROOTS: f64 = 0.5;
const LEAST_BLOCK: i32 = 400;

export class ActiveArcs extends Pricing {
  count: i32 = 0;
  capacity: i32;
  tails: I32Array;
  heads: I32Array;
  costs: F64Array;
  spareTails: I32Array; // arrays to sort into
  spareHeads: I32Array;
  spareCosts: F64Array;
  next: i32 = 0; // where the next search starts
  found: Arcs; // what the source found, by the network's nodes
  pi: F64Array; // potentials for the source, by the network's nodes

  constructor(
    readonly source: ArcSource, // of the arcs that are not active
    readonly supply: F64Array, // by the network's nodes
    tree: Tree,
    hints: Arcs, // the first active arcs; used up
  ) {
    super();
    const nodes: i32 = supply.length;
    const capacity: i32 = hints.count + 2 * nodes;
    this.capacity = capacity;
    this.tails = i32Array(capacity);
    this.heads = i32Array(capacity);
    this.costs = f64Array(capacity);
    this.spareTails = i32Array(capacity);
    this.spareHeads = i32Array(capacity);
    this.spareCosts = f64Array(capacity);
    this.found = new Arcs(nodes);
    this.pi = f64Array(nodes);
    this.activate(hints, tree);
  }

  /** Block search (Kovács 2015): the best arc of the next block that has an improving one. */
  find(tree: Tree, tolerance: f64): boolean {
    const count: i32 = this.count;
    const tails: I32Array = this.tails;
    const heads: I32Array = this.heads;
    const costs: F64Array = this.costs;
    const pi: F64Array = tree.pi;
    const root: i32 = toInt(BLOCK_ROOTS * Math.sqrt(<f64>count));
    const block: i32 = root < LEAST_BLOCK ? LEAST_BLOCK : root;
    let best: f64 = -tolerance;
    let entering: i32 = -1;
    let e: i32 = this.next < count ? this.next : 0;
    let unread: i32 = count;
    while (unread > 0 && entering < 0) {
      let size: i32 = block < unread ? block : unread;
      if (size > count - e) size = count - e;
      unread -= size;
      for (const end: i32 = e + size; e < end; e++) {
        const reduced: f64 = costs[e] - pi[tails[e]] + pi[heads[e]];
        if (reduced < best) {
          best = reduced;
          entering = e;
        }
      }
      if (e === count) e = 0;
    }
    this.next = e;
    if (entering < 0) return false;
    this.tail = tails[entering];
    this.head = heads[entering];
    this.cost = costs[entering];
    this.reduced = best;
    return true;
  }

  /** Activates what the source finds. */
  extend(tree: Tree, tolerance: f64): boolean {
    tree.readPotentials(this.pi);
    this.source.sweep(this.pi, tolerance, this.supply, this.found);
    if (this.found.count === 0) return false;
    this.activate(this.found, tree);
    return true;
  }

  /** Adds arcs, given by the network's nodes. If there is no room, those with large reduced costs are dropped. */
  activate(found: Arcs, tree: Tree): void {
    while (this.count + found.count > this.capacity) {
      this.prune(tree.pi, this.capacity - found.count);
    }
    for (let e: i32 = 0; e < found.count; e++) {
      const k: i32 = this.count++;
      this.tails[k] = tree.place[found.tail[e]];
      this.heads[k] = tree.place[found.head[e]];
      this.costs[k] = found.cost[e];
    }
    found.count = 0;
    this.renumber(tree);
  }

  /** Drops arcs of at least the mean reduced cost; if that would drop all or none, cuts the list to `most`. */
  prune(pi: F64Array, most: i32): void {
    let sum: f64 = 0.0;
    for (let e: i32 = 0; e < this.count; e++) sum += this.reducedCost(e, pi);
    const mean: f64 = sum / <f64>this.count;
    let kept: i32 = 0;
    for (let e: i32 = 0; e < this.count; e++) {
      if (this.reducedCost(e, pi) >= mean) continue;
      this.tails[kept] = this.tails[e];
      this.heads[kept] = this.heads[e];
      this.costs[kept] = this.costs[e];
      kept++;
    }
    this.count = kept > 0 && kept < this.count ? kept : most;
  }

  reducedCost(e: i32, pi: F64Array): f64 {
    return this.costs[e] - pi[this.tails[e]] + pi[this.heads[e]];
  }

  /** Renumbers the tree and sorts the arcs by tail: a counting sort with its counts in tree.spare. */
  renumber(tree: Tree): void {
    tree.renumber();
    const moved: I32Array = tree.moved;
    const next: I32Array = tree.spare;
    const tails: I32Array = this.spareTails;
    const heads: I32Array = this.spareHeads;
    const costs: F64Array = this.spareCosts;
    for (let v: i32 = 0; v < tree.nodes; v++) next[v] = 0;
    for (let e: i32 = 0; e < this.count; e++) next[moved[this.tails[e]]]++;
    for (let v: i32 = 0, before: i32 = 0; v < tree.nodes; v++) {
      const here: i32 = next[v];
      next[v] = before;
      before += here;
    }
    for (let e: i32 = 0; e < this.count; e++) {
      const v: i32 = moved[this.tails[e]];
      const k: i32 = next[v]++;
      tails[k] = v;
      heads[k] = moved[this.heads[e]];
      costs[k] = this.costs[e];
    }
    this.spareTails = this.tails;
    this.spareHeads = this.heads;
    this.spareCosts = this.costs;
    this.tails = tails;
    this.heads = heads;
    this.costs = costs;
  }
}
