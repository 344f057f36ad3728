/** The ground cost of a small grid as a matrix: the distance between any two bins, with spacing 1. */
import { gridIndex } from "../files/grid";
import type { Metric } from "../measures";
import type { Grid } from "./spec";

const DISTANCES: Record<Metric, (steps: readonly number[]) => number> = {
  sqeuclidean: (steps) => steps.reduce((sum, step) => sum + step * step, 0),
  euclidean: (steps) => Math.sqrt(DISTANCES.sqeuclidean(steps)),
  cityblock: (steps) => steps.reduce((sum, step) => sum + step, 0),
  chebyshev: (steps) => Math.max(...steps),
};

/** Returns bins × bins, row-major; the bins of the grid are row-major, too. */
export function gridCost({ shape, metric }: Grid): Float64Array {
  const bins = shape.reduce((product, length) => product * length, 1);
  const places = Array.from({ length: bins }, (_, bin) => gridIndex(bin, shape));
  const distance = DISTANCES[metric];
  return Float64Array.from({ length: bins * bins }, (_, k) => {
    const from = places[Math.floor(k / bins)];
    const to = places[k % bins];
    return distance(from.map((x, axis) => Math.abs(x - to[axis])));
  });
}
