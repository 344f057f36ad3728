/**
 * Distances between two point clouds, computed as they are read. The targets' coordinates are kept
 * axis by axis, so that a run of targets is a run of memory on every axis.
 */
import { F64Array } from "../../arrays";
import { Costs } from "./costs";
export declare class PointCosts extends Costs {
  readonly x: F64Array;
  readonly dim: i32;
  readonly metric: i32;
  targets: F64Array;
  constructor(
    x: F64Array, // n × dim
    y: F64Array, // m × dim
    dim: i32,
    metric: i32,
  );
  /** No cost is larger than that of the bounding box's diagonal; Infinity if a coordinate is not finite. */
  measureExtent(y: F64Array): void;
  row(s: i32, t: i32, count: i32): i32;
  addAxis(x: f64, from: i32, count: i32, first: boolean): void;
}
