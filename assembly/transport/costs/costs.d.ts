/**
 * What the solver knows of a ground cost: rows of it. A cost is either stored or computed, and the
 * solver reads it only in runs cost(s, t), cost(s, t + 1), …, which lie in `buffer` after row().
 */
import { F64Array } from "../../arrays";
/** The longest run that row() is asked for: it stays in the first-level cache, potentials included. */
export declare const RUN: i32;
export declare abstract class Costs {
  readonly n: i32;
  readonly m: i32;
  buffer: F64Array;
  /** |cost| is at most this, for every pair */
  largest: f64;
  /** are all costs integers, so small that potentials stay exact? */
  integral: boolean;
  constructor(n: i32, m: i32, buffer: F64Array);
  /** Makes cost(s, t) … cost(s, t + count − 1) available, and answers where in `buffer` they begin. */
  abstract row(s: i32, t: i32, count: i32): i32;
  at(s: i32, t: i32): f64;
  /**
   * Notes the largest cost and whether all are whole. A potential is an alternating sum of at most
   * n + m costs and one artificial cost of twice the largest.
   */
  setScale(largest: f64, whole: boolean): void;
}
