/**
 * The spanning tree of a basis, kept on its nodes.
 *
 * Node 0 is an artificial root; every other node has one arc, to its parent, which runs upwards or
 * downwards, with a cost and a flow. The network's node v is planted as v + 1; renumber() gives the nodes
 * their places in preorder, so that subtrees are runs of memory until pivots have moved much of them.
 *
 * Invariants, between pivots:
 * - thread lists the tree in preorder and returns to the root; lastSucc[v] ends the subtree of v,
 *   which has succNum[v] nodes (names of Kovács 2015 and LEMON);
 * - flow is a non-negative integer and conserves every node's supply;
 * - strong feasibility: an arc without flow runs upwards (Cunningham 1976);
 * - cost(u, v) − pi[u] + pi[v] = 0 on every arc u → v of the tree, up to rounding.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";

export class Tree {
  parent: I32Array; // the node above, −1 at the root
  thread: I32Array; // the next node in preorder
  revThread: I32Array; // the one before
  succNum: I32Array; // nodes in the subtree, this one included
  lastSucc: I32Array; // the subtree's last node in preorder
  up: I32Array; // 1 where the arc to the parent runs upwards, else 0
  cost: F64Array; // of the arc to the parent
  flow: F64Array; // on it
  pi: F64Array; // potentials
  name: I32Array; // what the network calls the node, −1 at the root
  place: I32Array; // the tree's node for a network node, −1 if it is not in the tree
  moved: I32Array; // new number by old, of the last renumbering
  order: I32Array; // old by new
  spare: I32Array; // arrays to renumber into
  spareFloats: F64Array;

  nodes: i32 = 1; // in the tree, with the root

  constructor(names: i32) {
    const numbers: i32 = names + 1;
    this.place = i32Array(names);
    this.moved = i32Array(numbers);
    this.order = i32Array(numbers);
    this.spare = i32Array(numbers);
    this.spareFloats = f64Array(numbers);
    this.parent = i32Array(numbers);
    this.thread = i32Array(numbers);
    this.revThread = i32Array(numbers);
    this.succNum = i32Array(numbers);
    this.lastSucc = i32Array(numbers);
    this.up = i32Array(numbers);
    this.cost = f64Array(numbers);
    this.flow = f64Array(numbers);
    this.pi = f64Array(numbers);
    this.name = i32Array(numbers);
  }

  /**
   * Takes the subtree of `top` off the tree and hangs it below `below` by its node `bottom`: the path
   * bottom … top is turned over. The new arc has the given direction, cost and flow, the arc above
   * `top` disappears. `apex` is the lowest common ancestor of top and below.
   *
   * Along the path w0 = bottom, w1, …, wk = top, the new preorder is the subtree of w0, then w1 with
   * what its subtree had around w0's, and so on: each step appends one or two runs of the old thread.
   */
  rehang(top: i32, bottom: i32, below: i32, apex: i32, up: i32, cost: f64, flow: f64): void {
    const parent: I32Array = this.parent;
    const thread: I32Array = this.thread;
    const revThread: I32Array = this.revThread;
    const succNum: I32Array = this.succNum;
    const lastSucc: I32Array = this.lastSucc;
    const ups: I32Array = this.up;
    const costs: F64Array = this.cost;
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
    let arcUp: i32 = ups[bottom];
    let arcCost: f64 = costs[bottom];
    let arcFlow: f64 = flows[bottom];
    let before: i32 = revThread[bottom];
    while (child !== top) {
      const above: i32 = parent[node];
      const nextUp: i32 = ups[node];
      const nextCost: f64 = costs[node];
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
      ups[node] = 1 - arcUp;
      costs[node] = arcCost;
      flows[node] = arcFlow;
      succNum[node] = size - oldSize;

      oldLast = nodeLast;
      oldSize = nextSize;
      arcUp = nextUp;
      arcCost = nextCost;
      arcFlow = nextFlow;
      before = nextBefore;
      child = node;
      node = above;
    }
    for (let v: i32 = top; v !== bottom; v = parent[v]) lastSucc[v] = tail;
    lastSucc[bottom] = tail;
    succNum[bottom] = size;
    parent[bottom] = below;
    ups[bottom] = up;
    costs[bottom] = cost;
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
    const others: i32 = this.nodes - count;
    if (others < count) {
      first = thread[last];
      last = revThread[top];
      count = others;
      change = -change;
    }
    // From both ends at once, as each step waits for the load of the one before.
    for (; count > 1; count -= 2) {
      pi[first] += change;
      pi[last] += change;
      first = thread[first];
      last = revThread[last];
    }
    if (count === 1) pi[first] += change;
  }

  /**
   * Computes the potentials from the costs along the tree, which removes accumulated rounding errors;
   * returns the largest absolute value. The root's potential is 0.
   */
  refreshPotentials(): f64 {
    const pi: F64Array = this.pi;
    let largest: f64 = 0.0;
    pi[0] = 0.0;
    for (let v: i32 = this.thread[0]; v !== 0; v = this.thread[v]) {
      const cost: f64 = this.cost[v];
      pi[v] = pi[this.parent[v]] + (this.up[v] === 1 ? cost : -cost);
      largest = Math.max(largest, Math.abs(pi[v]));
    }
    return largest;
  }

  /** Potentials by the network's nodes; those that are not in the tree are left as they are. */
  readPotentials(out: F64Array): void {
    for (let v: i32 = this.thread[0]; v !== 0; v = this.thread[v]) out[this.name[v]] = this.pi[v];
  }

  /** Numbers the nodes by their place in preorder; `moved` then tells each node's new number by its old one. */
  renumber(): void {
    const nodes: i32 = this.nodes;
    const moved: I32Array = this.moved;
    const order: I32Array = this.order;
    for (let k: i32 = 0, v: i32 = 0; k < nodes; k++) {
      moved[v] = k;
      order[k] = v;
      v = this.thread[v];
    }
    for (let k: i32 = 1; k < nodes; k++) this.parent[order[k]] = moved[this.parent[order[k]]];
    this.parent = this.inOrder(this.parent);
    this.succNum = this.inOrder(this.succNum);
    this.up = this.inOrder(this.up);
    this.name = this.inOrder(this.name);
    this.cost = this.floatsInOrder(this.cost);
    this.flow = this.floatsInOrder(this.flow);
    this.pi = this.floatsInOrder(this.pi);
    for (let k: i32 = 0; k < nodes; k++) {
      this.thread[k] = k + 1 < nodes ? k + 1 : 0;
      this.revThread[k] = k > 0 ? k - 1 : nodes - 1;
      this.lastSucc[k] = k + this.succNum[k] - 1;
      if (k > 0) this.place[this.name[k]] = k;
    }
  }

  inOrder(values: I32Array): I32Array {
    const out: I32Array = this.spare;
    for (let k: i32 = 0; k < this.nodes; k++) out[k] = values[this.order[k]];
    this.spare = values;
    return out;
  }

  floatsInOrder(values: F64Array): F64Array {
    const out: F64Array = this.spareFloats;
    for (let k: i32 = 0; k < this.nodes; k++) out[k] = values[this.order[k]];
    this.spareFloats = values;
    return out;
  }
}
