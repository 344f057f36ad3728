/** A pricing rule: how the next arc to enter, with cost − pi[tail] + pi[head] < −tolerance, is found. */
import { Tree } from "./tree";

export abstract class Pricing {
  /** the entering arc, by the tree's numbers, after find() */
  tail: i32 = 0;
  head: i32 = 0;
  cost: f64 = 0.0;
  reduced: f64 = 0.0; // its reduced cost

  /** Finds an arc to enter among the arcs at hand. */
  abstract find(tree: Tree, tolerance: f64): boolean;

  /** Searches all arcs of the network, on freshly computed potentials; false if none improves. */
  abstract extend(tree: Tree, tolerance: f64): boolean;

  /** Called now and then between two pivots; may renumber the tree. */
  abstract renumber(tree: Tree): void;
}
