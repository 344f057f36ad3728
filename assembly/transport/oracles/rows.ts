/**
 * The oracle that reads rows of costs one by one, for costs without structure: matrices, points in many
 * dimensions. A row is stored or computed, and read in runs cost(s, t), cost(s, t + 1), … that stay in
 * the first-level cache. The sink that attained a minimum is looked for only where it is needed, in the
 * run that holds it.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { load2 } from "../../lanes";
import { attainedAt, leastSum } from "../../math/least-sum";
import { Arcs } from "../simplex/arcs";
import { Oracle } from "./oracle";

/** The usual length of a run: it stays in the first-level cache, prices included. */
export const CACHE_RUN: i32 = 256;

export abstract class RowOracle extends Oracle {
  run: I32Array; // by source, where the run begins that holds the minimum
  from: I32Array; // by sink, the source that attained it
  columnLeast: F64Array; // by sink, a sweep's least cost − pi(s)

  constructor(
    n: i32,
    m: i32,
    readonly buffer: F64Array, // where row() leaves its run
  ) {
    super(n, m);
    this.run = i32Array(n);
    this.from = i32Array(m);
    this.columnLeast = f64Array(m);
  }

  /**
   * Makes cost(s, t) … cost(s, t + count − 1) available and returns where in `buffer` they begin. Points
   * give at most CACHE_RUN costs, matrices up to a whole row.
   */
  abstract row(s: i32, t: i32, count: i32): i32;

  cost(s: i32, t: i32): f64 {
    return this.buffer[this.row(s, t, 1)];
  }

  /** setScale() from all rows; the largest cost is Infinity if one is not finite. */
  readScale(): void {
    const scale: Scale = new Scale();
    for (let s: i32 = 0; s < this.n; s++) scale.read(this.buffer, this.row(s, 0, this.m), this.m);
    this.setScale(scale.largest, scale.whole);
  }

  overSinks(price: F64Array, ask: F64Array): void {
    const m: i32 = this.m;
    for (let s: i32 = 0; s < this.n; s++) {
      if (ask[s] === 0.0) continue;
      let least: f64 = Infinity;
      let run: i32 = 0;
      for (let t: i32 = 0; t < m; t += CACHE_RUN) {
        const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
        const at: i32 = this.row(s, t, count);
        const value: f64 = leastSum(this.buffer, at, price, t, count);
        if (value < least) {
          least = value;
          run = t;
        }
      }
      this.least[s] = least;
      this.run[s] = run;
    }
  }

  /** Both minima of every row and column in one reading. */
  override sweep(pi: F64Array, tolerance: f64, supply: F64Array, found: Arcs): void {
    const n: i32 = this.n;
    const m: i32 = this.m;
    const price: F64Array = this.price;
    const columnLeast: F64Array = this.columnLeast;
    for (let t: i32 = 0; t < m; t++) {
      price[t] = supply[n + t] === 0.0 ? Infinity : pi[n + t];
      columnLeast[t] = supply[n + t] === 0.0 ? -Infinity : -pi[n + t] - tolerance;
      this.from[t] = -1;
    }
    for (let s: i32 = 0; s < n; s++) {
      if (supply[s] === 0.0) continue;
      let least: f64 = pi[s] - tolerance;
      let run: i32 = -1;
      for (let t: i32 = 0; t < m; t += CACHE_RUN) {
        const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
        const at: i32 = this.row(s, t, count);
        const value: f64 = leastSum(this.buffer, at, price, t, count);
        if (value < pi[s] - tolerance)
          lower(columnLeast, t, this.buffer, at, -pi[s], count, this.from, s);
        if (value < least) {
          least = value;
          run = t;
        }
      }
      if (run < 0) continue;
      this.least[s] = least;
      this.run[s] = run;
      const t: i32 = this.sinkOf(s, price);
      const cost: f64 = this.cost(s, t);
      if (cost - pi[s] + pi[n + t] < -tolerance) found.add(s, n + t, cost);
    }
    for (let t: i32 = 0; t < m; t++) {
      const s: i32 = this.from[t];
      if (s < 0) continue;
      const cost: f64 = this.cost(s, t);
      if (cost - pi[s] + pi[n + t] < -tolerance) found.add(s, n + t, cost);
    }
  }

  sinkOf(s: i32, price: F64Array): i32 {
    const run: i32 = this.run[s];
    const count: i32 = this.m - run < CACHE_RUN ? this.m - run : CACHE_RUN;
    const at: i32 = this.row(s, run, count);
    return run + attainedAt(this.buffer, at, price, run, count, this.least[s]);
  }

  overSources(value: F64Array, ask: F64Array): void {
    const m: i32 = this.m;
    for (let t: i32 = 0; t < m; t++) this.least[t] = Infinity;
    for (let s: i32 = 0; s < this.n; s++) {
      if (value[s] === Infinity) continue;
      for (let t: i32 = 0; t < m; t += CACHE_RUN) {
        const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
        const at: i32 = this.row(s, t, count);
        lower(this.least, t, this.buffer, at, value[s], count, this.from, s);
      }
    }
  }

  sourceOf(t: i32, value: F64Array): i32 {
    return this.from[t];
  }
}

/** least[from + i] = min(itself, cost[at + i] + value); where that is new, source[from + i] = s. */
function lower(
  least: F64Array,
  from: i32,
  cost: F64Array,
  at: i32,
  value: f64,
  count: i32,
  source: I32Array,
  s: i32,
): void {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const values: v128 = f64x2.splat(value);
    for (; i + 4 <= count; i += 4) {
      const sum0: v128 = f64x2.add(values, load2(cost, at + i));
      const sum1: v128 = f64x2.add(values, load2(cost, at + i + 2));
      const less0: v128 = f64x2.lt(sum0, load2(least, from + i));
      const less1: v128 = f64x2.lt(sum1, load2(least, from + i + 2));
      // A new minimum is rare once a few sources have been read.
      if (!v128.any_true(v128.or(less0, less1))) continue;
      for (let k: i32 = i; k < i + 4; k++) {
        const sum: f64 = cost[at + k] + value;
        if (sum < least[from + k]) {
          least[from + k] = sum;
          source[from + k] = s;
        }
      }
    }
  }
  for (; i < count; i++) {
    const sum: f64 = cost[at + i] + value;
    if (sum < least[from + i]) {
      least[from + i] = sum;
      source[from + i] = s;
    }
  }
}

/** The size of costs, and whether all are whole numbers. */
class Scale {
  largest: f64 = 0.0;
  whole: boolean = true;

  read(costs: F64Array, from: i32, count: i32): void {
    const end: i32 = from + count;
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
      this.readOne(f64x2.extract_lane(largest, 0));
      this.readOne(f64x2.extract_lane(largest, 1));
      this.readOne(f64x2.extract_lane(nonFinite, 0));
      this.readOne(f64x2.extract_lane(nonFinite, 1));
    }
    for (; i < end; i++) this.readOne(costs[i]);
  }

  readOne(x: f64): void {
    const size: f64 = Math.abs(x);
    if (!(size <= this.largest)) this.largest = size < Infinity ? size : Infinity;
    if (Math.floor(x) !== x) this.whole = false;
  }
}
