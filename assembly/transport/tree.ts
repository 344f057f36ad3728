/**
 * The spanning tree of a transport basis, kept on its nodes.
 *
 * Nodes 0 … n − 1 are sources, n … n + m − 1 sinks, and n + m is an artificial root. Every other node
 * of the tree has one arc, to its parent, and that arc runs upwards from a source and downwards to a
 * sink: in a transport network no other direction exists, so flow on the node is all an arc needs.
 *
 * Invariants, between pivots:
 * - thread lists the tree in preorder and returns to the root; lastSucc[v] ends the subtree of v,
 *   which has succNum[v] nodes (names of Kovács 2015 and LEMON);
 * - flow is a non-negative integer and conserves every node's mass;
 * - strong feasibility: an arc without flow points to the root, that is, its lower end is a source
 *   (Cunningham 1976);
 * - cost(s, t) − pi[s] + pi[t] = 0 on every arc of the tree, up to rounding.
 *
 * A node without mass is not in the tree; a sink without mass has pi = +Infinity, so that no arc to it
 * ever looks worth entering.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { Costs } from "./costs/costs";

export class Tree {
  root: i32;
  parent: I32Array; // the node above, −1 at the root
  thread: I32Array; // the next node in preorder
  revThread: I32Array; // the one before
  succNum: I32Array; // nodes in the subtree, this one included
  lastSucc: I32Array; // the subtree's last node in preorder
  flow: F64Array; // on the arc to the parent
  pi: F64Array; // potentials

  constructor(
    readonly n: i32,
    readonly m: i32,
    /** cost of an arc source → root; root → sink costs nothing */
    readonly artificialCost: f64,
  ) {
    const nodes: i32 = n + m + 1;
    this.root = n + m;
    const parent: I32Array = i32Array(nodes);
    parent[n + m] = -1;
    this.parent = parent;
    this.thread = i32Array(nodes);
    this.revThread = i32Array(nodes);
    this.succNum = i32Array(nodes);
    this.lastSucc = i32Array(nodes);
    this.flow = f64Array(nodes);
    this.pi = f64Array(nodes);
  }

  /**
   * Takes the subtree of `top` off the tree and hangs it below `below` by its node `bottom`: the path
   * bottom … top is turned over. `flow` goes onto the new arc, the arc above `top` disappears. `apex`
   * is the lowest common ancestor of top and below.
   *
   * Along the path w0 = bottom, w1, …, wk = top, the new preorder is the subtree of w0, then w1 with
   * what its subtree had around w0's, and so on: each step appends one or two runs of the old thread.
   */
  rehang(top: i32, bottom: i32, below: i32, apex: i32, flow: f64): void {
    const parent: I32Array = this.parent;
    const thread: I32Array = this.thread;
    const revThread: I32Array = this.revThread;
    const succNum: I32Array = this.succNum;
    const lastSucc: I32Array = this.lastSucc;
    const flows: F64Array = this.flow;
    const size: i32 = succNum[top];

    this.cut(top, apex);

    // Turn the path over.
    let child: i32 = bottom;
    let node: i32 = parent[bottom];
    let tail: i32 = lastSucc[bottom]; // end of the new preorder so far
    let oldLast: i32 = tail; // end of the old subtree of child
    let afterOld: i32 = thread[tail]; // what followed it
    let oldSize: i32 = succNum[bottom];
    let arcFlow: f64 = flows[bottom];
    let before: i32 = revThread[bottom];
    while (child !== top) {
      const above: i32 = parent[node];
      const nextFlow: f64 = flows[node];
      const nextBefore: i32 = revThread[node];
      const nextSize: i32 = succNum[node];
      const nodeLast: i32 = lastSucc[node];
      const afterNode: i32 = thread[nodeLast];

      // node … before, and afterOld … nodeLast where there is such a run
      thread[tail] = node;
      revThread[node] = tail;
      tail = before;
      if (nodeLast !== oldLast) {
        thread[tail] = afterOld;
        revThread[afterOld] = tail;
        tail = nodeLast;
        afterOld = afterNode;
      }
      parent[node] = child;
      flows[node] = arcFlow;
      succNum[node] = size - oldSize;

      oldLast = nodeLast;
      oldSize = nextSize;
      arcFlow = nextFlow;
      before = nextBefore;
      child = node;
      node = above;
    }
    for (let v: i32 = top; v !== bottom; v = parent[v]) lastSucc[v] = tail;
    lastSucc[bottom] = tail;
    succNum[bottom] = size;
    parent[bottom] = below;
    flows[bottom] = flow;

    this.join(bottom, below, apex);
  }

  /** Takes a subtree out of the thread, and out of its ancestors' counts. */
  cut(top: i32, apex: i32): void {
    const thread: I32Array = this.thread;
    const last: i32 = this.lastSucc[top];
    const before: i32 = this.revThread[top];
    const after: i32 = thread[last];
    const size: i32 = this.succNum[top];
    thread[before] = after;
    this.revThread[after] = before;
    const parent: I32Array = this.parent;
    let v: i32 = parent[top];
    for (; v !== apex; v = parent[v]) this.succNum[v] -= size;
    for (v = parent[top]; v >= 0 && this.lastSucc[v] === last; v = parent[v])
      this.lastSucc[v] = before;
  }

  /** Puts the subtree of `bottom` into the thread as the first child of `below`. */
  join(bottom: i32, below: i32, apex: i32): void {
    const thread: I32Array = this.thread;
    const tail: i32 = this.lastSucc[bottom];
    const after: i32 = thread[below];
    const size: i32 = this.succNum[bottom];
    thread[below] = bottom;
    this.revThread[bottom] = below;
    thread[tail] = after;
    this.revThread[after] = tail;
    const parent: I32Array = this.parent;
    let v: i32 = below;
    for (; v !== apex; v = parent[v]) this.succNum[v] += size;
    for (v = below; v >= 0 && this.lastSucc[v] === below; v = parent[v]) this.lastSucc[v] = tail;
  }

  /** Adds `change` to the potentials below `top`; or takes it from all the others, if they are fewer. */
  shiftPotentials(top: i32, change: f64): void {
    const thread: I32Array = this.thread;
    const revThread: I32Array = this.revThread;
    const pi: F64Array = this.pi;
    let first: i32 = top;
    let last: i32 = this.lastSucc[top];
    let count: i32 = this.succNum[top];
    const others: i32 = this.succNum[this.root] - count;
    if (others < count) {
      first = thread[last];
      last = revThread[top];
      count = others;
      change = -change;
    }
    // From both ends at once: each step waits for the load of the one before.
    for (; count > 1; count -= 2) {
      pi[first] += change;
      pi[last] += change;
      first = thread[first];
      last = revThread[last];
    }
    if (count === 1) pi[first] += change;
  }

  /**
   * Potentials anew from the costs along the tree, free of what rounding has gathered; answers the
   * largest in size. Sources below the root have potential 0.
   */
  refreshPotentials(costs: Costs): f64 {
    const pi: F64Array = this.pi;
    let largest: f64 = 0.0;
    pi[this.root] = -this.artificialCost;
    for (let v: i32 = this.thread[this.root]; v !== this.root; v = this.thread[v]) {
      const above: i32 = this.parent[v];
      if (v < this.n) pi[v] = pi[above] + this.arcCost(costs, v, above);
      else pi[v] = pi[above] - this.arcCost(costs, above, v);
      largest = Math.max(largest, Math.abs(pi[v]));
    }
    return largest;
  }

  /** Cost of the tree arc tail → head, artificial or not. */
  arcCost(costs: Costs, tail: i32, head: i32): f64 {
    if (head === this.root) return this.artificialCost;
    return tail === this.root ? 0.0 : costs.at(tail, head - this.n);
  }
}
