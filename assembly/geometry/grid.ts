/**
 * A grid and the next coarser one, which joins pairs of bins along the axis with the smallest spacing.
 * Halving one axis at a time gives a better start than halving all at once, for less work.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";

export class Grid {
  bins: i32;
  axis: i32; // the one to be halved
  inner: i32; // bins between neighbours on it
  length: i32; // bins along it

  constructor(
    readonly shape: I32Array, // planes, rows, columns
    readonly spacing: F64Array, // between neighbours on each
  ) {
    let axis: i32 = 0;
    for (let k: i32 = 1; k < 3; k++) {
      if (shape[k] === 1) continue;
      if (shape[axis] === 1 || spacing[k] < spacing[axis]) axis = k;
    }
    let inner: i32 = 1;
    for (let k: i32 = 2; k > axis; k--) inner *= shape[k];
    this.bins = shape[0] * shape[1] * shape[2];
    this.axis = axis;
    this.inner = inner;
    this.length = shape[axis];
  }

  halved(): Grid {
    const shape: I32Array = i32Array(3);
    const spacing: F64Array = f64Array(3);
    for (let k: i32 = 0; k < 3; k++) {
      shape[k] = k === this.axis ? (this.shape[k] + 1) >> 1 : this.shape[k];
      spacing[k] = k === this.axis ? this.spacing[k] * 2.0 : this.spacing[k];
    }
    return new Grid(shape, spacing);
  }

  /** The coarser bin that bin v is in. */
  parent(v: i32): i32 {
    const line: i32 = (v / this.inner) | 0;
    const outer: i32 = (line / this.length) | 0;
    const along: i32 = line - outer * this.length;
    return (outer * ((this.length + 1) >> 1) + (along >> 1)) * this.inner + (v - line * this.inner);
  }

  /**
   * Values of the bins from those of the coarser ones: each lies a quarter of the way between the two
   * nearest. Rounded if they are to be whole.
   */
  interpolate(coarse: F64Array, out: F64Array, whole: boolean): void {
    const last: i32 = ((this.length + 1) >> 1) - 1;
    for (let v: i32 = 0; v < this.bins; v++) {
      const parent: i32 = this.parent(v);
      const along: i32 = ((v / this.inner) | 0) % this.length;
      let beside: i32 = parent;
      if ((along & 1) === 0 && along > 0) beside = parent - this.inner;
      if ((along & 1) === 1 && along >> 1 < last) beside = parent + this.inner;
      const value: f64 = 0.75 * coarse[parent] + 0.25 * coarse[beside];
      out[v] = whole ? Math.floor(value + 0.5) : value;
    }
  }
}
