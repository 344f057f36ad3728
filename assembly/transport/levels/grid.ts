/** A level of a grid: every bin may serve every bin. */
import { F64Array, f64Array } from "../../arrays";
import { Grid } from "../../geometry/grid";
import { gridOracle } from "../oracles/choose";
import { Oracle } from "../oracles/oracle";
import { BipartiteLevel } from "./bipartite";

export class GridLevel extends BipartiteLevel {
  coarser: GridLevel | null = null;

  constructor(
    readonly grid: Grid,
    readonly metric: i32,
    supply: F64Array,
  ) {
    super(gridOracle(grid.shape, grid.spacing, metric), supply);
  }

  coarsen(): GridLevel {
    const bins: i32 = this.grid.bins;
    const grid: Grid = this.grid.halved();
    const supply: F64Array = f64Array(2 * grid.bins);
    for (let v: i32 = 0; v < bins; v++) {
      const parent: i32 = this.grid.parent(v);
      this.parent[v] = parent;
      this.parent[bins + v] = grid.bins + parent;
      supply[parent] += this.supply[v];
      supply[grid.bins + parent] += this.supply[bins + v];
    }
    const coarser: GridLevel = new GridLevel(grid, this.metric, supply);
    coarser.finer = this;
    this.coarser = coarser;
    return coarser;
  }

  /** From the potentials of all coarse bins, also those without supply. */
  guess(pi: F64Array, f: F64Array): void {
    const coarser: GridLevel = this.coarser!;
    const oracle: Oracle = coarser.oracle;
    const bins: i32 = coarser.grid.bins;
    const price: F64Array = f64Array(bins);
    const ask: F64Array = f64Array(2 * bins);
    for (let t: i32 = 0; t < bins; t++) {
      price[t] = coarser.supply[bins + t] === 0.0 ? Infinity : pi[bins + t];
      ask[t] = 1.0;
    }
    oracle.overSinks(price, ask);
    this.grid.interpolate(oracle.least, f, this.oracle.integral);
  }
}
