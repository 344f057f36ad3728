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
import { F64Array, I32Array } from "../arrays";
import { Costs } from "./costs/costs";
export declare class Tree {
  readonly n: i32;
  readonly m: i32;
  /** cost of an arc source → root; root → sink costs nothing */
  readonly artificialCost: f64;
  root: i32;
  parent: I32Array;
  thread: I32Array;
  revThread: I32Array;
  succNum: I32Array;
  lastSucc: I32Array;
  flow: F64Array;
  pi: F64Array;
  constructor(
    n: i32,
    m: i32,
    /** cost of an arc source → root; root → sink costs nothing */
    artificialCost: f64,
  );
  /**
   * Takes the subtree of `top` off the tree and hangs it below `below` by its node `bottom`: the path
   * bottom … top is turned over. `flow` goes onto the new arc, the arc above `top` disappears. `apex`
   * is the lowest common ancestor of top and below.
   *
   * Along the path w0 = bottom, w1, …, wk = top, the new preorder is the subtree of w0, then w1 with
   * what its subtree had around w0's, and so on: each step appends one or two runs of the old thread.
   */
  rehang(top: i32, bottom: i32, below: i32, apex: i32, flow: f64): void;
  /** Takes a subtree out of the thread, and out of its ancestors' counts. */
  cut(top: i32, apex: i32): void;
  /** Puts the subtree of `bottom` into the thread as the first child of `below`. */
  join(bottom: i32, below: i32, apex: i32): void;
  /** Adds `change` to the potentials below `top`; or takes it from all the others, if they are fewer. */
  shiftPotentials(top: i32, change: f64): void;
  /** Potentials anew from the costs along the tree, free of what rounding has gathered. */
  refreshPotentials(costs: Costs): void;
  /** Cost of the tree arc tail → head, artificial or not. */
  arcCost(costs: Costs, tail: i32, head: i32): f64;
}
