/** A histogram scaled by a power of two, its largest weight to 1 … 2, with its exact total. */
import { F64Array } from "../arrays";
import { highWord, powerOfTwo } from "../bits";
import { Sum } from "../math/sum";

export class ExactRow {
  total: Sum = new Sum(); // of the scaled weights
  exponent: i32; // weights are scaled by 2^−exponent
  half: i32; // in two steps, because 2^1023 is the largest power there is

  constructor(
    readonly weights: F64Array,
    readonly from: i32,
    readonly bins: i32,
    largest: f64,
  ) {
    // A row of subnormal weights is only lifted to 2^-52 … 1: its few bits need no more.
    this.exponent = (highWord(largest) >> 20) - 1023;
    this.half = this.exponent >> 1;
    for (let i: i32 = 0; i < bins; i++) this.total.add(this.weight(i));
  }

  weight(i: i32): f64 {
    const w: f64 = this.weights[this.from + i];
    return w * powerOfTwo(-this.half) * powerOfTwo(this.half - this.exponent);
  }

  /** From scaled values back to the user's. */
  unscale(x: f64): f64 {
    return x * powerOfTwo(this.half) * powerOfTwo(this.exponent - this.half);
  }

  /** The scaled mass of all bins but i, to full relative precision. */
  rest(i: i32): f64 {
    const sum: Sum = new Sum();
    for (let k: i32 = 0; k < this.bins; k++) if (k !== i) sum.add(this.weight(k));
    return sum.value();
  }

  /** The bin with more than half of the mass, or −1. */
  dominant(): i32 {
    const half: f64 = 0.5 * this.total.value();
    for (let i: i32 = 0; i < this.bins; i++) if (this.weight(i) > half) return i;
    return -1;
  }
}
