/**
 * Sorting by a key, stably: equal keys keep their order, so the result does not depend on the engine.
 * A merge sort from the bottom up for few keys, by the bits of the keys for many.
 */
import { F64Array, I32Array, i32Array } from "../arrays";
import { sequence } from "./order";
import { radixOrder } from "./radix";

/** With at least this many keys, passes over their bits are faster than comparisons. */
const MANY: i32 = 2048;

/** The indices in order of rising keys; equal keys keep their order. */
export function sortedOrder(keys: F64Array): I32Array {
  if (keys.length >= MANY) return radixOrder(keys);
  const order: I32Array = sequence(keys.length);
  sortByKey(order, keys);
  return order;
}

/** Permutes `order` so that key[order[0]] ≤ key[order[1]] ≤ …; no key is NaN. */
function sortByKey(order: I32Array, key: F64Array): void {
  const n: i32 = order.length;
  let from: I32Array = order;
  let to: I32Array = i32Array(n);
  for (let width: i32 = 1; width < n; width += width) {
    for (let low: i32 = 0; low < n; low += width + width) {
      const middle: i32 = low + width < n ? low + width : n;
      const high: i32 = middle + width < n ? middle + width : n;
      merge(from, low, middle, high, key, to);
    }
    const swap: I32Array = from;
    from = to;
    to = swap;
  }
  if (from !== order) for (let i: i32 = 0; i < n; i++) order[i] = from[i];
}

function merge(
  from: I32Array,
  low: i32,
  middle: i32,
  high: i32,
  key: F64Array,
  to: I32Array,
): void {
  let left: i32 = low;
  let right: i32 = middle;
  for (let k: i32 = low; k < high; k++) {
    const takeLeft: boolean =
      right >= high || (left < middle && key[from[left]] <= key[from[right]]);
    to[k] = takeLeft ? from[left++] : from[right++];
  }
}
