/** The ground cost of a small grid as a matrix: the distance between any two bins, with spacing 1. */
import { gridIndex } from "../files/grid";
import { METRIC_ROWS } from "../metrics";
import type { Grid } from "./spec";

/** Returns bins × bins, row-major; the bins of the grid are row-major, too. */
export function gridCost({ shape, metric }: Grid): Float64Array {
  const bins = shape.reduce((product, length) => product * length, 1);
  const places = Array.from({ length: bins }, (_, bin) => gridIndex(bin, shape));
  const { distance } = METRIC_ROWS[metric];
  return Float64Array.from({ length: bins * bins }, (_, k) => {
    const from = places[Math.floor(k / bins)];
    const to = places[k % bins];
    return distance(from.map((x, axis) => Math.abs(x - to[axis])));
  });
}
