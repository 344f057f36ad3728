/**
 * The plan of a basis: its arcs with flow, and for mass that a stopped solver has left on artificial
 * arcs, sources and sinks paired in order of their index. Every paired pair uses up a source or a
 * sink, so the plan has at most n + m − 1 entries, and its marginals are right at any time.
 */
import { F64Array, I32Array } from "../arrays";
import { Costs } from "./costs/costs";
import { Tree } from "./tree";
export declare class Plan {
  readonly tree: Tree;
  count: i32;
  source: I32Array;
  sink: I32Array;
  units: F64Array;
  constructor(tree: Tree);
  /** Reads the basis as it is now. */
  collect(): void;
  add(source: i32, sink: i32, units: f64): void;
  pairArtificial(): void;
  /** Σ units · cost, times 2^-52; exact to the last rounding. */
  cost(costs: Costs): f64;
  /** Writes the entries in order of source, then sink: a counting sort by either, sinks first. */
  write(source: I32Array, sink: I32Array, mass: F64Array, unit: f64): void;
}
