/** The plan that matches quantiles, over sorted positions and integer masses of equal total. */
import { F64Array } from "../arrays";
import { power, root } from "../math/power";
import { Sum } from "../math/sum";
import { Masses } from "../weights/masses";

export class MonotonePlan {
  constructor(
    readonly x: F64Array,
    readonly y: F64Array,
    readonly masses: Masses, // of x and of y; one mass may stand for all
  ) {}

  distance(order: f64): f64 {
    if (order === 1.0) return this.walk(1.0, 1.0);
    const largest: f64 = this.walk(Infinity, 1.0);
    if (order === Infinity || largest === 0.0) return largest;
    return largest * root(this.walk(order, largest), order);
  }

  /** The mean of (distance / scale)^order over the plan; its largest distance for order ∞. */
  walk(order: f64, scale: f64): f64 {
    const sum: Sum = new Sum();
    let largest: f64 = 0.0;
    let i: i32 = 0;
    let j: i32 = 0;
    const a: F64Array = this.masses.a;
    const b: F64Array = this.masses.b;
    let left: f64 = a[0];
    let right: f64 = b[0];
    let rest: f64 = this.masses.units;
    while (rest > 0.0) {
      const amount: f64 = Math.min(left, right);
      if (amount > 0.0) {
        const d: f64 = Math.abs(this.x[i] - this.y[j]);
        if (order === Infinity) largest = Math.max(largest, d);
        else sum.addProduct(amount * this.masses.scale, power(d / scale, order));
        rest -= amount;
        left -= amount;
        right -= amount;
        if (rest === 0.0) break;
      }
      if (left === 0.0) left = a[++i < a.length ? i : 0];
      if (right === 0.0) right = b[++j < b.length ? j : 0];
    }
    return order === Infinity ? largest : sum.value() / (this.masses.units * this.masses.scale);
  }
}
