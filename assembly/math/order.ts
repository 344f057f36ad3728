/** Orders of indices: as they are, and by small integer keys. */
import { I32Array, i32Array } from "../arrays";

/** 0, 1, 2, …: the order before any sorting. */
export function sequence(length: i32): I32Array {
  const out: I32Array = i32Array(length);
  for (let i: i32 = 0; i < length; i++) out[i] = i;
  return out;
}

/** The indices 0, 1, 2, … in order of their keys, integers 0 … keys − 1; equal keys keep their order. */
export function countingOrder(key: I32Array, keys: i32): I32Array {
  return countingSort(sequence(key.length), key, keys);
}

/** `order` rearranged by key, which is below `keys`; equal keys keep their order. */
export function countingSort(order: I32Array, key: I32Array, keys: i32): I32Array {
  const next: I32Array = i32Array(keys + 1);
  const out: I32Array = i32Array(order.length);
  for (let i: i32 = 0; i < order.length; i++) next[key[order[i]] + 1]++;
  for (let k: i32 = 0; k < keys; k++) next[k + 1] += next[k];
  for (let i: i32 = 0; i < order.length; i++) out[next[key[order[i]]]++] = order[i];
  return out;
}
