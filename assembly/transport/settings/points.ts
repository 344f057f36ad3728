/** A transport problem between two clouds of points. */
import { F64Array } from "../../arrays";
import { CloudLevel } from "../levels/cloud";
import { Level } from "../levels/level";
import { Masses } from "../masses";
import { Oracle } from "../oracles/oracle";
import { Extent } from "../points/extent";
import { bipartiteSupply, Setting } from "./setting";

export class PointsSetting extends Setting {
  finest: CloudLevel | null = null;

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
    let level: CloudLevel = new CloudLevel(
      this.x,
      this.y,
      this.dim,
      this.metric,
      bipartiteSupply(masses),
    );
    this.finest = level;
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
