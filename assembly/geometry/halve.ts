/**
 * Halves a cloud of points along its widest axis. K-d trees and coarser levels are built this way.
 * Selection is Hoare's (CACM 4, 1961), expected O(n).
 */
import { F64Array, I32Array } from "../arrays";

/** Rearranges order[from … to) so that no point before `middle` lies beyond one from there on. */
export function halveAlongWidest(
  points: F64Array, // count × dim
  dim: i32,
  order: I32Array,
  from: i32,
  to: i32,
  middle: i32,
): void {
  let axis: i32 = 0;
  let widest: f64 = -1.0;
  for (let k: i32 = 0; k < dim; k++) {
    let low: f64 = Infinity;
    let high: f64 = -Infinity;
    for (let i: i32 = from; i < to; i++) {
      const x: f64 = points[order[i] * dim + k];
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    if (high - low > widest) {
      widest = high - low;
      axis = k;
    }
  }
  select(points, dim, axis, order, from, to - 1, middle);
}

function select(
  points: F64Array,
  dim: i32,
  axis: i32,
  order: I32Array,
  left: i32,
  right: i32,
  middle: i32,
): void {
  while (left < right) {
    const pivot: f64 = points[order[middle] * dim + axis];
    let i: i32 = left;
    let j: i32 = right;
    while (i <= j) {
      while (points[order[i] * dim + axis] < pivot) i++;
      while (points[order[j] * dim + axis] > pivot) j--;
      if (i > j) break;
      const swap: i32 = order[i];
      order[i++] = order[j];
      order[j--] = swap;
    }
    if (j < middle) left = i;
    if (middle < i) right = j;
  }
}
