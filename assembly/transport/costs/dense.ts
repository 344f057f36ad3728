/** A cost matrix as the user gave it, row-major n × m, in double or single precision. */
import { F32Array, F64Array, f64Array } from "../../arrays";
import { load2, loadSingles, store2 } from "../../lanes";
import { Costs } from "./costs";

export class DenseCosts extends Costs {
  constructor(cost: F64Array, n: i32, m: i32) {
    super(n, m, cost);
    const scale: Scale = new Scale();
    scale.readDoubles(cost);
    this.largest = scale.largest;
    this.whole = scale.whole;
  }

  row(s: i32, t: i32, count: i32): i32 {
    return s * this.m + t;
  }
}

/** Kept in single precision; runs, up to whole rows, are widened as they are read. */
export class SingleCosts extends Costs {
  constructor(
    readonly cost: F32Array,
    n: i32,
    m: i32,
  ) {
    super(n, m, f64Array(m));
    const scale: Scale = new Scale();
    scale.readSingles(cost);
    this.largest = scale.largest;
    this.whole = scale.whole;
  }

  row(s: i32, t: i32, count: i32): i32 {
    const from: i32 = s * this.m + t;
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      for (; i + 2 <= count; i += 2) store2(this.buffer, i, loadSingles(this.cost, from + i));
    }
    for (; i < count; i++) this.buffer[i] = <f64>this.cost[from + i];
    return 0;
  }
}

/** Largest absolute value, Infinity if one is not finite; and are all of them whole? */
class Scale {
  largest: f64 = 0.0;
  whole: boolean = true;

  readDoubles(cost: F64Array): void {
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      let largest: v128 = f64x2.splat(0.0);
      let nonFinite: v128 = largest;
      for (; i + 2 <= cost.length; i += 2) {
        const x: v128 = load2(cost, i);
        largest = f64x2.pmax(largest, f64x2.abs(x));
        nonFinite = f64x2.add(nonFinite, f64x2.sub(x, x));
        if (this.whole) this.whole = !v128.any_true(f64x2.ne(x, f64x2.floor(x)));
      }
      this.readLanes(largest, nonFinite);
    }
    for (; i < cost.length; i++) this.read(cost[i]);
  }

  readSingles(cost: F32Array): void {
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      let largest: v128 = f64x2.splat(0.0);
      let nonFinite: v128 = largest;
      for (; i + 2 <= cost.length; i += 2) {
        const x: v128 = loadSingles(cost, i);
        largest = f64x2.pmax(largest, f64x2.abs(x));
        nonFinite = f64x2.add(nonFinite, f64x2.sub(x, x));
        if (this.whole) this.whole = !v128.any_true(f64x2.ne(x, f64x2.floor(x)));
      }
      this.readLanes(largest, nonFinite);
    }
    for (; i < cost.length; i++) this.read(<f64>cost[i]);
  }

  /** x − x is 0 for finite numbers only. */
  readLanes(largest: v128, nonFinite: v128): void {
    this.read(f64x2.extract_lane(largest, 0));
    this.read(f64x2.extract_lane(largest, 1));
    if (f64x2.extract_lane(nonFinite, 0) + f64x2.extract_lane(nonFinite, 1) !== 0.0) {
      this.largest = Infinity;
    }
  }

  read(x: f64): void {
    const size: f64 = Math.abs(x);
    if (!(size <= this.largest)) this.largest = size < Infinity ? size : Infinity;
    if (Math.floor(x) !== x) this.whole = false;
  }
}
