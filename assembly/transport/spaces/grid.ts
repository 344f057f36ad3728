/** Transport problems on a grid. */
import { F64Array, f64Array, I32Array } from "../../arrays";
import { Grid } from "../../geometry/grid";
import { axisPart, CHEBYSHEV, CITYBLOCK, combine, finish } from "../../geometry/metric";
import { Masses } from "../../weights/masses";
import { decompose } from "../decompose";
import { GridLevel } from "../levels/grid";
import { Level } from "../levels/level";
import { NetworkLevel } from "../levels/network";
import { gridOracle } from "../oracles/choose";
import { Oracle } from "../oracles/oracle";
import { Plan } from "../plan";
import { Tree } from "../simplex/tree";
import { bipartiteSupply, Space } from "./space";

/** A level of the network with at most this many bins is not coarsened. */
const SMALL_NETWORK_BINS: i32 = 64;

export function gridSpace(shape: I32Array, spacing: F64Array, metric: i32): Space {
  const grid: Grid = new Grid(shape, spacing);
  const isNetwork: boolean = metric === CITYBLOCK || (metric === CHEBYSHEV && hasOneSpacing(grid));
  return isNetwork ? new NetworkSpace(grid, metric) : new GridSpace(grid, metric);
}

/** Any metric, from every bin to every bin. */
class GridSpace extends Space {
  finest: GridLevel | null = null;

  constructor(
    readonly grid: Grid,
    readonly metric: i32,
  ) {
    super();
    this.largest = diameter(grid, metric);
  }

  coarsest(masses: Masses): Level {
    let level: GridLevel = new GridLevel(this.grid, this.metric, bipartiteSupply(masses));
    this.finest = level;
    while (!level.isSmall()) level = level.coarsen();
    return level;
  }

  oracle(): Oracle {
    return this.finest!.oracle;
  }

  firstSink(): i32 {
    return this.grid.bins;
  }
}

/** Distances that are those of paths over neighbouring bins. */
class NetworkSpace extends Space {
  distances: Oracle;

  constructor(
    readonly grid: Grid,
    readonly metric: i32,
  ) {
    super();
    this.distances = gridOracle(grid.shape, grid.spacing, metric);
    this.largest = diameter(grid, metric);
  }

  coarsest(masses: Masses): Level {
    const bins: i32 = this.grid.bins;
    const supply: F64Array = f64Array(bins);
    for (let v: i32 = 0; v < bins; v++) supply[v] = masses.a[v] - masses.b[v];
    const integral: boolean = this.distances.integral;
    let level: NetworkLevel = new NetworkLevel(this.grid, this.metric, integral, supply);
    while (level.grid.bins > SMALL_NETWORK_BINS) level = level.coarsen();
    return level;
  }

  oracle(): Oracle {
    return this.distances;
  }

  override readPlan(tree: Tree, masses: Masses, plan: Plan): void {
    decompose(tree, masses.a, masses.b, plan);
  }

  firstSink(): i32 {
    return 0;
  }
}

/** The distance between opposite corners. */
function diameter(grid: Grid, metric: i32): f64 {
  let parts: f64 = 0.0;
  for (let k: i32 = 0; k < 3; k++) {
    const part: f64 = axisPart(metric, <f64>(grid.shape[k] - 1) * grid.spacing[k]);
    parts = combine(metric, parts, part);
  }
  return finish(metric, parts);
}

/** Have all axes that are longer than one bin the same spacing? */
function hasOneSpacing(grid: Grid): boolean {
  let spacing: f64 = 0.0;
  for (let k: i32 = 0; k < 3; k++) {
    if (grid.shape[k] === 1) continue;
    if (spacing !== 0.0 && grid.spacing[k] !== spacing) return false;
    spacing = grid.spacing[k];
  }
  return true;
}
