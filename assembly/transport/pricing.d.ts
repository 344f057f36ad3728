/**
 * Pricing: which arc should enter?
 *
 * One scan serves pricing, the proof of optimality and the dual bound alike: the smallest
 * cost(s, t) + price(t) over a run of sinks. On top of it stands a candidate list (Mulvey 1978; the
 * block search of Kovács 2015 taken by rows): look at the next few rows, keep the best arc of each,
 * and pivot on the best of these, as their reduced costs change, before any further row is read.
 */
import { F64Array, I32Array } from "../arrays";
import { Costs } from "./costs/costs";
export declare class RowScan {
  readonly costs: Costs;
  readonly prices: F64Array;
  readonly offset: i32;
  least: f64;
  sink: i32;
  cost: f64;
  constructor(
    costs: Costs,
    prices: F64Array, // sink t has prices[offset + t]
    offset: i32,
  );
  /** Sinks from … to − 1 of row s. */
  scan(s: i32, from: i32, to: i32): void;
}
export declare class CandidateList {
  readonly costs: Costs;
  readonly mass: F64Array;
  readonly pi: F64Array;
  readonly tolerance: f64;
  /** the entering arc, after find() */
  source: i32;
  sink: i32;
  reduced: f64;
  scan: RowScan;
  count: i32;
  sources: I32Array;
  sinks: I32Array;
  listCosts: F64Array;
  pivotsLeft: i32;
  nextSource: i32;
  nextSink: i32;
  stretch: i32;
  constructor(costs: Costs, mass: F64Array, pi: F64Array, tolerance: f64);
  /** Finds an arc to enter; false if no arc of the problem has a reduced cost below −tolerance. */
  find(): boolean;
  /** The best arc of the list; arcs that no longer improve are dropped. */
  takeBest(): boolean;
  /** Reads on from where it stopped last, until the list is full or every arc has been read once. */
  fill(): void;
}
