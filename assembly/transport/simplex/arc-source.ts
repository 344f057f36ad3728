/** Where a pricing finds the arcs of the network that it does not hold. */
import { F64Array } from "../../arrays";
import { Arcs } from "./arcs";

export abstract class ArcSource {
  /**
   * Adds arcs with cost − pi[tail] + pi[head] < −tolerance between nodes with supply, at most one for
   * each node. No arc is added only if no arc of the network improves.
   */
  abstract sweep(pi: F64Array, tolerance: f64, supply: F64Array, found: Arcs): void;
}
