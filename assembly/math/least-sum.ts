/** The smallest sum of two runs, one of costs and one of prices, and its place. */
import { F64Array } from "../arrays";
import { load2 } from "../lanes";

/** min over i of a[aFrom + i] + b[bFrom + i]. */
export function leastSum(a: F64Array, aFrom: i32, b: F64Array, bFrom: i32, count: i32): f64 {
  let i: i32 = 0;
  let least: f64 = Infinity;
  if (ASC_FEATURE_SIMD) {
    let least0: v128 = f64x2.splat(Infinity);
    let least1: v128 = least0;
    for (; i + 4 <= count; i += 4) {
      least0 = f64x2.pmin(least0, f64x2.add(load2(a, aFrom + i), load2(b, bFrom + i)));
      least1 = f64x2.pmin(least1, f64x2.add(load2(a, aFrom + i + 2), load2(b, bFrom + i + 2)));
    }
    least0 = f64x2.pmin(least0, least1);
    least = Math.min(f64x2.extract_lane(least0, 0), f64x2.extract_lane(least0, 1));
  }
  for (; i < count; i++) {
    const value: f64 = a[aFrom + i] + b[bFrom + i];
    if (value < least) least = value;
  }
  return least;
}

/** The first i with a[aFrom + i] + b[bFrom + i] = least; the last one if there is none. */
export function attainedAt(
  a: F64Array,
  aFrom: i32,
  b: F64Array,
  bFrom: i32,
  count: i32,
  least: f64,
): i32 {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const value: v128 = f64x2.splat(least);
    for (; i + 4 <= count; i += 4) {
      const sum0: v128 = f64x2.add(load2(a, aFrom + i), load2(b, bFrom + i));
      const sum1: v128 = f64x2.add(load2(a, aFrom + i + 2), load2(b, bFrom + i + 2));
      if (v128.any_true(v128.or(f64x2.eq(sum0, value), f64x2.eq(sum1, value)))) break;
    }
  }
  while (i < count - 1 && a[aFrom + i] + b[bFrom + i] !== least) i++;
  return i < count ? i : count - 1;
}
