/**
 * A geometry for nodes that have none but their costs: a source is where its costs to a few sinks, the
 * landmarks, put it, and a sink where a few sources do. Nodes whose costs are alike are near each other
 * (V. de Silva & J. Tenenbaum, Sparse multidimensional scaling using landmark points, 2004).
 */
import { F64Array, f64Array } from "../../arrays";
import { Costs } from "../costs/costs";

export const LANDMARKS: i32 = 6;

/** n × LANDMARKS: each source's costs to the landmarks. */
export function sourceViews(costs: Costs): F64Array {
  const views: F64Array = f64Array(costs.n * LANDMARKS);
  for (let s: i32 = 0; s < costs.n; s++) {
    for (let k: i32 = 0; k < LANDMARKS; k++) {
      views[s * LANDMARKS + k] = costs.at(s, landmark(k, costs.m));
    }
  }
  return views;
}

/** m × LANDMARKS: each sink's costs from them. */
export function sinkViews(costs: Costs): F64Array {
  const views: F64Array = f64Array(costs.m * LANDMARKS);
  for (let k: i32 = 0; k < LANDMARKS; k++) {
    const s: i32 = landmark(k, costs.n);
    for (let t: i32 = 0; t < costs.m; t++) views[t * LANDMARKS + k] = costs.at(s, t);
  }
  return views;
}

/** Evenly spread over the indices. */
function landmark(k: i32, length: i32): i32 {
  return (((2 * k + 1) * length) / (2 * LANDMARKS)) | 0;
}
