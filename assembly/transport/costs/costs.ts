/**
 * What the solver knows of a ground cost: rows of it. A cost is either stored or computed, and the
 * solver reads it only in runs cost(s, t), cost(s, t + 1), …, which lie in `buffer` after row().
 */
import { F64Array } from "../../arrays";
import { load2 } from "../../lanes";

/** The run that row() is asked for, as a rule: it stays in the first-level cache, prices included. Matrices give whole rows, too. */
export const CACHE_RUN: i32 = 256;

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

  /** Notes the largest cost, Infinity if one is not finite, and whether all are whole, from whole rows. */
  readScale(): void {
    this.whole = true;
    for (let s: i32 = 0; s < this.n; s++) this.readRun(this.row(s, 0, this.m));
  }

  readRun(from: i32): void {
    const costs: F64Array = this.buffer;
    const end: i32 = from + this.m;
    let i: i32 = from;
    if (ASC_FEATURE_SIMD) {
      let largest: v128 = f64x2.splat(0.0);
      let nonFinite: v128 = largest; // x − x is 0 for finite numbers only
      for (; i + 2 <= end; i += 2) {
        const x: v128 = load2(costs, i);
        largest = f64x2.pmax(largest, f64x2.abs(x));
        nonFinite = f64x2.add(nonFinite, f64x2.sub(x, x));
        if (this.whole) this.whole = !v128.any_true(f64x2.ne(x, f64x2.floor(x)));
      }
      this.readCost(f64x2.extract_lane(largest, 0));
      this.readCost(f64x2.extract_lane(largest, 1));
      this.readCost(f64x2.extract_lane(nonFinite, 0));
      this.readCost(f64x2.extract_lane(nonFinite, 1));
    }
    for (; i < end; i++) this.readCost(costs[i]);
  }

  readCost(x: f64): void {
    const size: f64 = Math.abs(x);
    if (!(size <= this.largest)) this.largest = size < Infinity ? size : Infinity;
    if (Math.floor(x) !== x) this.whole = false;
  }
}
