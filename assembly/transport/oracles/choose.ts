/** Chooses the oracle for distances. */
import { F64Array, I32Array } from "../../arrays";
import { isSeparable } from "../../geometry/metric";
import { OffsetOracle } from "./offsets";
import { Oracle } from "./oracle";
import { PointRowOracle } from "./point-rows";
import { PointOracle } from "./points";
import { ROW_PRICING_PAIRS } from "./row-pricing";
import { SeparableOracle } from "./separable";

/** Between points in few dimensions: trees, or rows if the points are few. */
export function pointOracle(x: F64Array, y: F64Array, dim: i32, metric: i32): Oracle {
  const pairs: f64 = (<f64>x.length / <f64>dim) * (<f64>y.length / <f64>dim);
  if (pairs > ROW_PRICING_PAIRS) return new PointOracle(x, y, dim, metric);
  return new PointRowOracle(x, y, dim, metric);
}

/** Between the bins of a grid: axis by axis if the cost is a sum over the axes, else by a table of offsets. */
export function gridOracle(shape: I32Array, spacing: F64Array, metric: i32): Oracle {
  if (isSeparable(metric)) {
    return new SeparableOracle(shape, spacing, metric);
  }
  return new OffsetOracle(shape, spacing, metric);
}
