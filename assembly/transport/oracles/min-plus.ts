/**
 * Minima of cost(s, t) + value(t) along one axis of a grid, where the cost is a function of the
 * offset: out[k] = min over j of value[j] + part[k − j]. Every output compares all inputs; vectors
 * take eight outputs at a time, in the order of the scalar loop.
 *
 * `parts` holds the cost by offset, that of 0 in the middle: parts[length − 1 + k − j].
 */
import { F64Array } from "../../arrays";
import { load2, splat, store2 } from "../../lanes";

/** One line of `length` bins side by side in memory, beginning at `from`. */
export function minPlusLine(
  value: F64Array,
  out: F64Array,
  from: i32,
  length: i32,
  parts: F64Array,
): void {
  let k: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    for (; k + 8 <= length; k += 8) {
      let least0: v128 = f64x2.splat(Infinity);
      let least1: v128 = least0;
      let least2: v128 = least0;
      let least3: v128 = least0;
      for (let j: i32 = 0; j < length; j++) {
        const x: v128 = splat(value, from + j);
        const at: i32 = length - 1 + k - j;
        least0 = f64x2.pmin(least0, f64x2.add(x, load2(parts, at)));
        least1 = f64x2.pmin(least1, f64x2.add(x, load2(parts, at + 2)));
        least2 = f64x2.pmin(least2, f64x2.add(x, load2(parts, at + 4)));
        least3 = f64x2.pmin(least3, f64x2.add(x, load2(parts, at + 6)));
      }
      store2(out, from + k, least0);
      store2(out, from + k + 2, least1);
      store2(out, from + k + 4, least2);
      store2(out, from + k + 6, least3);
    }
  }
  for (; k < length; k++) {
    let least: f64 = Infinity;
    for (let j: i32 = 0; j < length; j++) {
      const x: f64 = value[from + j] + parts[length - 1 + k - j];
      if (x < least) least = x;
    }
    out[from + k] = least;
  }
}

/** `width` lines across memory, their bins `width` apart, the first beginning at `from`. */
export function minPlusAcross(
  value: F64Array,
  out: F64Array,
  from: i32,
  length: i32,
  width: i32,
  parts: F64Array,
): void {
  for (let k: i32 = 0; k < length; k++) {
    const to: i32 = from + k * width;
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      for (; i + 8 <= width; i += 8) {
        let least0: v128 = f64x2.splat(Infinity);
        let least1: v128 = least0;
        let least2: v128 = least0;
        let least3: v128 = least0;
        for (let j: i32 = 0, at: i32 = from + i; j < length; j++, at += width) {
          const part: v128 = splat(parts, length - 1 + k - j);
          least0 = f64x2.pmin(least0, f64x2.add(part, load2(value, at)));
          least1 = f64x2.pmin(least1, f64x2.add(part, load2(value, at + 2)));
          least2 = f64x2.pmin(least2, f64x2.add(part, load2(value, at + 4)));
          least3 = f64x2.pmin(least3, f64x2.add(part, load2(value, at + 6)));
        }
        store2(out, to + i, least0);
        store2(out, to + i + 2, least1);
        store2(out, to + i + 4, least2);
        store2(out, to + i + 6, least3);
      }
    }
    for (; i < width; i++) {
      let least: f64 = Infinity;
      for (let j: i32 = 0, at: i32 = from + i; j < length; j++, at += width) {
        const x: f64 = value[at] + parts[length - 1 + k - j];
        if (x < least) least = x;
      }
      out[to + i] = least;
    }
  }
}

/** The first j in order that attained a minimum of one of the two: bins `stride` apart from `from` on. */
export function minPlusAttained(
  value: F64Array,
  from: i32,
  length: i32,
  stride: i32,
  parts: F64Array,
  k: i32,
  least: f64,
): i32 {
  let j: i32 = 0;
  while (j < length - 1 && value[from + j * stride] + parts[length - 1 + k - j] !== least) j++;
  return j;
}
