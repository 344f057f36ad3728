/**
 * Sorts doubles by their bits, stably: passes over eleven bits each, least significant first. A pass that
 * would change nothing is left out. D. E. Knuth, The Art of Computer Programming 3, 5.2.5. Bits are in the
 * order of the doubles once the sign bit is inverted, and for negative doubles all other bits too.
 *
 * Three passes over the upper 31 bits (sign, exponent, 19 bits of fraction) usually leave very few keys out
 * of order; an insertion sort finishes them. If it needs too many moves, as with values that are nearly
 * equal, all six passes are made. No key is NaN.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { highWord, lowWord } from "../bits";
import { sequence } from "./order";

const BITS: i32 = 11;
const BUCKETS: i32 = 2048;
const PASSES: i32 = 6;
const UPPER: i32 = 3; // the first pass over upper bits
const MOVES: i32 = 4; // of the insertion sort, per value

/** The values in rising order. */
export function sortedValues(values: F64Array): F64Array {
  const sort: RadixSort = new RadixSort(values, i32Array(0));
  return sort.values;
}

/** The indices in order of rising keys; equal keys keep their order. */
export function radixOrder(keys: F64Array): I32Array {
  const sort: RadixSort = new RadixSort(keys, sequence(keys.length));
  return sort.order;
}

class RadixSort {
  values: F64Array;
  toValues: F64Array;
  toOrder: I32Array;
  counts: I32Array; // by pass and digit
  next: I32Array; // by digit, where the next value goes

  constructor(
    values: F64Array,
    public order: I32Array, // moved together with the values; may be empty
  ) {
    const n: i32 = values.length;
    const copy: F64Array = f64Array(n);
    const counts: I32Array = i32Array(PASSES * BUCKETS);
    for (let i: i32 = 0; i < n; i++) {
      const x: f64 = values[i];
      const sign: i32 = highWord(x) >> 31;
      const high: i32 = highWord(x) ^ (sign | -2147483648);
      const low: i32 = lowWord(x) ^ sign;
      copy[i] = x;
      counts[low & 2047]++;
      counts[BUCKETS + ((low >>> 11) & 2047)]++;
      counts[2 * BUCKETS + ((low >>> 22) | ((high & 1) << 10))]++;
      counts[3 * BUCKETS + ((high >>> 1) & 2047)]++;
      counts[4 * BUCKETS + ((high >>> 12) & 2047)]++;
      counts[5 * BUCKETS + (high >>> 23)]++;
    }
    this.values = copy;
    this.toValues = f64Array(n);
    this.toOrder = i32Array(order.length);
    this.counts = counts;
    this.next = i32Array(BUCKETS);
    for (let pass: i32 = UPPER; pass < PASSES; pass++) this.distribute(pass);
    if (!this.insert()) for (let pass: i32 = 0; pass < PASSES; pass++) this.distribute(pass);
  }

  /** Insertion sort; false if that takes too many moves. */
  insert(): boolean {
    const values: F64Array = this.values;
    const order: I32Array = this.order;
    const ordered: boolean = order.length > 0;
    let moves: i32 = MOVES * values.length;
    for (let i: i32 = 1; i < values.length; i++) {
      const x: f64 = values[i];
      if (!(x < values[i - 1])) continue;
      const index: i32 = ordered ? order[i] : 0;
      let k: i32 = i;
      for (; k > 0 && x < values[k - 1]; k--) {
        values[k] = values[k - 1];
        if (ordered) order[k] = order[k - 1];
      }
      values[k] = x;
      if (ordered) order[k] = index;
      moves -= i - k;
      if (moves < 0) return false;
    }
    return true;
  }

  distribute(pass: i32): void {
    const values: F64Array = this.values;
    const order: I32Array = this.order;
    const toValues: F64Array = this.toValues;
    const toOrder: I32Array = this.toOrder;
    const counts: I32Array = this.counts;
    const next: I32Array = this.next;
    const shift: i32 = BITS * pass;
    const ordered: boolean = order.length > 0;
    for (let d: i32 = 0, before: i32 = 0; d < BUCKETS; d++) {
      const here: i32 = counts[pass * BUCKETS + d];
      if (here === values.length) return; // one digit only
      next[d] = before;
      before += here;
    }
    for (let i: i32 = 0; i < values.length; i++) {
      const x: f64 = values[i];
      const to: i32 = next[digit(x, shift)]++;
      toValues[to] = x;
      if (ordered) toOrder[to] = order[i];
    }
    this.values = toValues;
    this.toValues = values;
    this.order = toOrder;
    this.toOrder = order;
  }
}

/** Eleven bits from `shift` on. */
function digit(x: f64, shift: i32): i32 {
  const sign: i32 = highWord(x) >> 31;
  const high: i32 = highWord(x) ^ (sign | -2147483648);
  if (shift >= 33) return (high >>> (shift - 32)) & 2047;
  const low: i32 = lowWord(x) ^ sign;
  if (shift < 22) return (low >>> shift) & 2047;
  return (low >>> 22) | ((high & 1) << 10);
}
