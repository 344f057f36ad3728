/** exp of two lanes, the operations of exp.ts in the same order. WebAssembly only. */
import {
  E0,
  E1,
  E2,
  E3,
  E4,
  E5,
  E6,
  E7,
  E8,
  E9,
  E10,
  INV_LN2,
  LEAST,
  LN2_HIGH,
  LN2_LOW,
} from "./exp";

/** Where vector code finds its constants: loading one is cheaper than writing it out (see ratio.ts). */
const TABLE: StaticArray<f64> = [
  E0,
  E1,
  E2,
  E3,
  E4,
  E5,
  E6,
  E7,
  E8,
  E9,
  E10,
  INV_LN2,
  LN2_HIGH,
  LN2_LOW,
  0.5,
  1.0,
  LEAST,
];
const AT_INV_LN2: usize = 11;
const AT_LN2_HIGH: usize = 12;
const AT_LN2_LOW: usize = 13;
const AT_HALF: usize = 14;
const AT_ONE: usize = 15;
const AT_LEAST: usize = 16;

function constant(index: usize): v128 {
  return v128.load64_splat(changetype<usize>(TABLE) + (index << 3));
}

/** e^x for x ≤ 0, also −Infinity. */
export function expLanes(x: v128): v128 {
  const k: v128 = f64x2.floor(f64x2.add(f64x2.mul(x, constant(AT_INV_LN2)), constant(AT_HALF)));
  const r: v128 = f64x2.sub(
    f64x2.sub(x, f64x2.mul(k, constant(AT_LN2_HIGH))),
    f64x2.mul(k, constant(AT_LN2_LOW)),
  );
  const rr: v128 = f64x2.mul(r, r);
  let even: v128 = f64x2.add(constant(8), f64x2.mul(rr, constant(10)));
  even = f64x2.add(constant(6), f64x2.mul(rr, even));
  even = f64x2.add(constant(4), f64x2.mul(rr, even));
  even = f64x2.add(constant(2), f64x2.mul(rr, even));
  even = f64x2.add(constant(0), f64x2.mul(rr, even));
  let odd: v128 = f64x2.add(constant(7), f64x2.mul(rr, constant(9)));
  odd = f64x2.add(constant(5), f64x2.mul(rr, odd));
  odd = f64x2.add(constant(3), f64x2.mul(rr, odd));
  odd = f64x2.add(constant(1), f64x2.mul(rr, odd));
  const tail: v128 = f64x2.mul(rr, f64x2.add(even, f64x2.mul(r, odd)));
  const y: v128 = f64x2.add(constant(AT_ONE), f64x2.add(r, tail));
  const exponent: v128 = i32x4.trunc_sat_f64x2_s_zero(k);
  const half: v128 = i32x4.shr_s(exponent, 1);
  const scaled: v128 = f64x2.mul(
    f64x2.mul(y, powerLanes(half)),
    powerLanes(i32x4.sub(exponent, half)),
  );
  return v128.and(scaled, f64x2.gt(x, constant(AT_LEAST)));
}

/** 2^k of the two low lanes. */
function powerLanes(k: v128): v128 {
  return i64x2.add(i64x2.shl(i64x2.extend_low_i32x4_s(k), 52), constant(AT_ONE)); // 1.0 is 1023 << 52
}
