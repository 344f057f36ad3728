/** The oracle of a network whose arcs are all active: there is nothing left to be found. */
import { F64Array } from "../../arrays";
import { Arcs } from "../simplex/arcs";
import { Oracle } from "./oracle";

export class AllActive extends Oracle {
  constructor() {
    super(0, 0);
  }

  cost(_s: i32, _t: i32): f64 {
    return Infinity;
  }

  overSinks(_price: F64Array, _ask: F64Array): void {}

  sinkOf(_s: i32, _price: F64Array): i32 {
    return -1;
  }

  overSources(_value: F64Array, _ask: F64Array): void {}

  sourceOf(_t: i32, _value: F64Array): i32 {
    return -1;
  }

  override sweep(_pi: F64Array, _tolerance: f64, _supply: F64Array, _found: Arcs): void {}
}
