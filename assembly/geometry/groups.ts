/** The points of one side that have supply, in pairs of neighbours; the last may be alone. */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { halveAlongWidest } from "./halve";

export class Groups {
  count: i32;
  group: I32Array; // by point, −1 if it has no supply
  order: I32Array; // the points with supply, group by group: see first()
  share: F64Array; // of its group's supply, in that order
  supply: F64Array; // by group
  points: F64Array; // by group, its centre of mass

  constructor(
    points: F64Array, // length × dim
    readonly dim: i32,
    supply: F64Array, // by node; the points are the nodes from `from` on
    from: i32,
    length: i32,
  ) {
    let present: i32 = 0;
    for (let i: i32 = 0; i < length; i++) if (supply[from + i] !== 0.0) present++;
    const order: I32Array = i32Array(present);
    const group: I32Array = i32Array(length);
    for (let i: i32 = 0, k: i32 = 0; i < length; i++) {
      group[i] = -1;
      if (supply[from + i] !== 0.0) order[k++] = i;
    }
    const count: i32 = (present + 1) >> 1;
    this.count = count;
    this.group = group;
    this.order = order;
    this.share = f64Array(present);
    this.supply = f64Array(count);
    this.points = f64Array(count * dim);
    this.pair(points, 0, present);
    for (let g: i32 = 0; g < count; g++) this.join(points, supply, from, g);
  }

  /** Where the points of group g begin in `order`; those of the last end at first(count). */
  first(g: i32): i32 {
    return 2 * g < this.order.length ? 2 * g : this.order.length;
  }

  /** Orders order[from … to) so that each of its pairs are neighbours. */
  pair(points: F64Array, from: i32, to: i32): void {
    if (to - from <= 2) return;
    const middle: i32 = from + 2 * ((to - from + 2) >> 2);
    halveAlongWidest(points, this.dim, this.order, from, to, middle);
    this.pair(points, from, middle);
    this.pair(points, middle, to);
  }

  join(points: F64Array, supply: F64Array, from: i32, g: i32): void {
    const dim: i32 = this.dim;
    const end: i32 = this.first(g + 1);
    for (let i: i32 = this.first(g); i < end; i++) this.supply[g] += supply[from + this.order[i]];
    for (let i: i32 = this.first(g); i < end; i++) {
      const point: i32 = this.order[i];
      const share: f64 = supply[from + point] / this.supply[g];
      this.group[point] = g;
      this.share[i] = share;
      for (let k: i32 = 0; k < dim; k++) {
        this.points[g * dim + k] += share * points[point * dim + k];
      }
    }
  }
}
