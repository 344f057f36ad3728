/** A transport problem between two clouds of points. */
import { F64Array } from "../../arrays";
import { Extent } from "../../geometry/extent";
import { Masses } from "../../weights/masses";
import { BipartiteLevel } from "../levels/bipartite";
import { CloudLevel } from "../levels/cloud";
import { Level } from "../levels/level";
import { MatrixLevel } from "../levels/matrix";
import { Oracle } from "../oracles/oracle";
import { PointRowOracle } from "../oracles/point-rows";
import { bipartiteSupply, Space } from "./space";

/** In more dimensions, where points have few near neighbours, costs are read by rows: faster above 4 by measurement. */
const FEW_DIMENSIONS: i32 = 4;

export class PointsSpace extends Space {
  finest: BipartiteLevel | null = null;

  constructor(
    readonly x: F64Array, // n × dim
    readonly y: F64Array, // m × dim
    readonly dim: i32,
    readonly metric: i32,
  ) {
    super();
    const extent: Extent = new Extent(x, y, dim, metric);
    this.largest = extent.largest;
  }

  coarsest(masses: Masses): Level {
    const supply: F64Array = bipartiteSupply(masses);
    if (this.dim > FEW_DIMENSIONS) {
      const rows: PointRowOracle = new PointRowOracle(this.x, this.y, this.dim, this.metric);
      const matrix: MatrixLevel = new MatrixLevel(rows, supply);
      this.finest = matrix;
      return matrix;
    }
    const cloud: CloudLevel = new CloudLevel(this.x, this.y, this.dim, this.metric, supply);
    this.finest = cloud;
    let level: CloudLevel = cloud;
    while (!level.isSmall()) level = level.coarsen();
    return level;
  }

  oracle(): Oracle {
    return this.finest!.oracle;
  }

  firstSink(): i32 {
    return (this.x.length / this.dim) | 0;
  }
}
