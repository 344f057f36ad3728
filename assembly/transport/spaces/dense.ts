/** A transport problem whose costs the user gives as a matrix. */

import { Masses } from "../../weights/masses";
import { Costs } from "../costs/costs";
import { BipartiteLevel } from "../levels/bipartite";
import { Level } from "../levels/level";
import { coarsestOf, MatrixLevel } from "../levels/matrix";
import { Oracle } from "../oracles/oracle";
import { bipartiteSupply, Space } from "./space";

export class DenseSpace extends Space {
  finest: BipartiteLevel | null = null;

  constructor(readonly costs: Costs) {
    super();
    this.largest = costs.largest;
  }

  coarsest(masses: Masses): Level {
    const level: MatrixLevel = new MatrixLevel(this.costs, bipartiteSupply(masses));
    this.finest = level;
    return coarsestOf(level);
  }

  oracle(): Oracle {
    return this.finest!.oracle;
  }

  firstSink(): i32 {
    return this.costs.n;
  }
}
