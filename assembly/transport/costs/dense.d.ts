/** A cost matrix as the user gave it, row-major n × m, in double or single precision. */
import { F32Array, F64Array } from "../../arrays";
import { Costs } from "./costs";
export declare class DenseCosts extends Costs {
  constructor(cost: F64Array, n: i32, m: i32);
  row(s: i32, t: i32, count: i32): i32;
}
/** Kept in single precision; runs are widened as they are read. */
export declare class SingleCosts extends Costs {
  readonly cost: F32Array;
  constructor(cost: F32Array, n: i32, m: i32);
  row(s: i32, t: i32, count: i32): i32;
}
