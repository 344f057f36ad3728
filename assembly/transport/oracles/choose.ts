/** Which oracle for which distances. */
import { F64Array, I32Array } from "../../arrays";
import { CITYBLOCK, SQEUCLIDEAN } from "../costs/metric";
import { PointCosts } from "../costs/points";
import { OffsetOracle } from "./offsets";
import { Oracle } from "./oracle";
import { PointOracle } from "./points";
import { RowOracle } from "./rows";
import { SeparableOracle } from "./separable";

/** In more dimensions a tree looks at most of its points. */
const FEW_DIMENSIONS: i32 = 6;

/** Between points: trees where they prune, rows where there are too many dimensions for that. */
export function pointOracle(x: F64Array, y: F64Array, dim: i32, metric: i32): Oracle {
  if (dim <= FEW_DIMENSIONS) return new PointOracle(x, y, dim, metric);
  return new RowOracle(new PointCosts(x, y, dim, metric));
}

/** Between the bins of a grid: axis by axis where the axes add up, by a table of offsets else. */
export function gridOracle(shape: I32Array, spacing: F64Array, metric: i32): Oracle {
  if (metric === SQEUCLIDEAN || metric === CITYBLOCK) {
    return new SeparableOracle(shape, spacing, metric);
  }
  return new OffsetOracle(shape, spacing, metric);
}
