/**
 * Distances between two point clouds, computed as they are read. The sinks' coordinates are kept
 * axis by axis, so that a run of sinks is a run of memory on every axis.
 */
import { F64Array, f64Array } from "../../arrays";
import { Extent } from "../../geometry/extent";
import {
  axisPart,
  axisPartLanes,
  combine,
  combineLanes,
  finish,
  finishes,
  finishLanes,
  squares,
} from "../../geometry/metric";
import { load2, store2 } from "../../lanes";
import { CACHE_RUN, RowOracle } from "./rows";

export class PointRowOracle extends RowOracle {
  sinks: F64Array; // dim × m: the sinks' coordinates, axis by axis

  constructor(
    readonly x: F64Array, // n × dim
    y: F64Array, // m × dim
    readonly dim: i32,
    readonly metric: i32,
  ) {
    super((x.length / dim) | 0, (y.length / dim) | 0, f64Array(CACHE_RUN));
    const m: i32 = (y.length / dim) | 0;
    const sinks: F64Array = f64Array(y.length);
    for (let t: i32 = 0; t < m; t++) {
      for (let k: i32 = 0; k < dim; k++) sinks[k * m + t] = y[t * dim + k];
    }
    this.sinks = sinks;
    const extent: Extent = new Extent(x, y, dim, metric);
    this.setScale(extent.largest, extent.whole);
  }

  row(s: i32, t: i32, count: i32): i32 {
    const out: F64Array = this.buffer;
    const metric: i32 = this.metric;
    for (let k: i32 = 0; k < this.dim; k++) {
      this.addAxis(this.x[s * this.dim + k], k * this.m + t, count, k === 0);
    }
    if (finishes(metric)) {
      let i: i32 = 0;
      if (ASC_FEATURE_SIMD) {
        for (; i + 2 <= count; i += 2) store2(out, i, finishLanes(metric, load2(out, i)));
      }
      for (; i < count; i++) out[i] = finish(metric, out[i]);
    }
    return 0;
  }

  addAxis(x: f64, from: i32, count: i32, first: boolean): void {
    const out: F64Array = this.buffer;
    const sinks: F64Array = this.sinks;
    const metric: i32 = this.metric;
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      const point: v128 = f64x2.splat(x);
      const squared: boolean = squares(metric);
      for (; first && i + 2 <= count; i += 2) {
        const d: v128 = f64x2.sub(point, load2(sinks, from + i));
        store2(out, i, axisPartLanes(squared, d));
      }
      for (; i + 2 <= count; i += 2) {
        const d: v128 = f64x2.sub(point, load2(sinks, from + i));
        store2(out, i, combineLanes(metric, load2(out, i), axisPartLanes(squared, d)));
      }
    }
    for (; i < count; i++) {
      const part: f64 = axisPart(metric, x - sinks[from + i]);
      out[i] = first ? part : combine(metric, out[i], part);
    }
  }
}
