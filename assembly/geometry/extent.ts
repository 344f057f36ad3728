/** The scale of the distances between two clouds. */
import { F64Array } from "../arrays";
import { axisPart, combine, finish, keepsWhole } from "./metric";

export class Extent {
  largest: f64 = 0.0; // no distance is larger: the bounding box's diagonal; Infinity if a coordinate is not finite
  whole: boolean = false; // are all distances whole numbers?

  constructor(x: F64Array, y: F64Array, dim: i32, metric: i32) {
    let parts: f64 = 0.0;
    let whole: boolean = keepsWhole(metric);
    let finite: boolean = true;
    for (let k: i32 = 0; k < dim; k++) {
      const axis: Axis = new Axis();
      for (let i: i32 = k; i < x.length; i += dim) axis.read(x[i]);
      for (let i: i32 = k; i < y.length; i += dim) axis.read(y[i]);
      parts = combine(metric, parts, axisPart(metric, axis.high - axis.low));
      whole = whole && axis.whole;
      finite = finite && axis.finite;
    }
    this.largest = finite ? finish(metric, parts) : Infinity;
    this.whole = whole;
  }
}

class Axis {
  low: f64 = Infinity;
  high: f64 = -Infinity;
  whole: boolean = true;
  finite: boolean = true;

  read(x: f64): void {
    if (!(Math.abs(x) < Infinity)) this.finite = false;
    if (x < this.low) this.low = x;
    if (x > this.high) this.high = x;
    if (Math.floor(x) !== x) this.whole = false;
  }
}
