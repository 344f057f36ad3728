/**
 * Minima over parabolas, out[k] = min over j of value[j] + part(k − j) with part(d) = unit·d², in O(length):
 * the lower envelope of the parabolas is built from left to right and then read off (Felzenszwalb &
 * Huttenlocher 2012, algorithm 1).
 *
 * The crossing of two parabolas is rounded, so near a crossing the wrong one may be found. Each output
 * therefore compares its parabola with the neighbouring ones; with whole numbers the result is exact.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";

export class Envelope {
  vertex: I32Array; // the parabolas of the envelope, from left to right
  start: F64Array; // where each begins to be the lowest

  constructor(longest: i32) {
    this.vertex = i32Array(longest);
    this.start = f64Array(longest);
  }

  /** A line of `length` bins `stride` apart, from `from` on; parts as in min-plus.ts. */
  transform(
    value: F64Array,
    out: F64Array,
    from: i32,
    length: i32,
    stride: i32,
    parts: F64Array,
  ): void {
    const vertex: I32Array = this.vertex;
    const start: F64Array = this.start;
    const unit: f64 = parts[length]; // the cost of one step: length > 1
    let count: i32 = 0;
    for (let j: i32 = 0; j < length; j++) {
      const height: f64 = value[from + j * stride];
      if (height === Infinity) continue;
      let begin: f64 = -Infinity;
      while (count > 0) {
        const i: i32 = vertex[count - 1];
        const rise: f64 = height - value[from + i * stride];
        begin = 0.5 * (rise / (unit * <f64>(j - i)) + <f64>(i + j));
        if (begin > start[count - 1]) break;
        count--;
        begin = -Infinity;
      }
      vertex[count] = j;
      start[count] = begin;
      count++;
    }
    for (let k: i32 = 0, i: i32 = 0; k < length; k++) {
      while (i + 1 < count && start[i + 1] < <f64>k) i++;
      let least: f64 = Infinity;
      for (let near: i32 = i > 0 ? i - 1 : 0; near < count && near <= i + 1; near++) {
        const j: i32 = vertex[near];
        const x: f64 = value[from + j * stride] + parts[length - 1 + k - j];
        if (x < least) least = x;
      }
      out[from + k * stride] = least;
    }
  }
}
