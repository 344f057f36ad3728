/** A transport problem whose costs the user gives as a matrix. */
import { Masses } from "../../weights/masses";
import { Level } from "../levels/level";
import { coarsestOf, MatrixLevel } from "../levels/matrix";
import { Oracle } from "../oracles/oracle";
import { RowOracle } from "../oracles/rows";
import { bipartiteSupply, Space } from "./space";

export class DenseSpace extends Space {
  constructor(readonly rows: RowOracle) {
    super();
    this.largest = rows.largest;
  }

  coarsest(masses: Masses): Level {
    return coarsestOf(new MatrixLevel(this.rows, bipartiteSupply(masses)));
  }

  oracle(): Oracle {
    return this.rows;
  }

  firstSink(): i32 {
    return this.rows.n;
  }
}
