/**
 * What the solver knows of a ground cost: rows of it. A cost is either stored or computed, and the
 * solver reads it only in runs cost(s, t), cost(s, t + 1), …, which lie in `buffer` after row().
 */
import { F64Array } from "../../arrays";

/** The longest run that row() is asked for: it stays in the first-level cache, potentials included. */
export const RUN: i32 = 256;

export abstract class Costs {
  /** |cost| is at most this, for every pair */
  largest: f64 = 0.0;
  /** are all costs whole numbers? */
  whole: boolean = false;

  constructor(
    readonly n: i32,
    readonly m: i32,
    public buffer: F64Array, // where row() leaves its run
  ) {}

  /** Makes cost(s, t) … cost(s, t + count − 1) available, and answers where in `buffer` they begin. */
  abstract row(s: i32, t: i32, count: i32): i32;

  at(s: i32, t: i32): f64 {
    return this.buffer[this.row(s, t, 1)];
  }
}
