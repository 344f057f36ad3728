/**
 * The part of AssemblyScript that the kernels use, as TypeScript sees it. The editor and `tsc` check
 * the kernels with it; asc has its own definitions.
 */
type i32 = number;
type u32 = number;
type u64 = number;
type usize = number;
type f32 = number;
type f64 = number;

declare const ASC_FEATURE_SIMD: boolean;

declare class StaticArray<T> {
  [index: number]: T;
  readonly length: i32;
  constructor(length: i32);
}

interface v128 {
  readonly __v128: never;
}
declare namespace v128 {
  function load(address: usize): v128;
  function load64_zero(address: usize): v128;
  function load64_splat(address: usize): v128;
  function store(address: usize, value: v128): void;
  function and(a: v128, b: v128): v128;
  function or(a: v128, b: v128): v128;
  function bitselect(a: v128, b: v128, mask: v128): v128;
  function any_true(a: v128): boolean;
}
declare namespace f64x2 {
  function splat(x: f64): v128;
  function extract_lane(a: v128, lane: i32): f64;
  function add(a: v128, b: v128): v128;
  function sub(a: v128, b: v128): v128;
  function mul(a: v128, b: v128): v128;
  function div(a: v128, b: v128): v128;
  function abs(a: v128): v128;
  function neg(a: v128): v128;
  function sqrt(a: v128): v128;
  function pmin(a: v128, b: v128): v128;
  function pmax(a: v128, b: v128): v128;
  function lt(a: v128, b: v128): v128;
  function le(a: v128, b: v128): v128;
  function eq(a: v128, b: v128): v128;
  function ne(a: v128, b: v128): v128;
  function floor(a: v128): v128;
  function gt(a: v128, b: v128): v128;
  function ge(a: v128, b: v128): v128;
  function convert_low_i32x4_s(a: v128): v128;
  function promote_low_f32x4(a: v128): v128;
}
declare namespace i32x4 {
  function add(a: v128, b: v128): v128;
  function sub(a: v128, b: v128): v128;
  function shr_s(a: v128, bits: i32): v128;
  function trunc_sat_f64x2_s_zero(a: v128): v128;
  function shuffle(a: v128, b: v128, l0: i32, l1: i32, l2: i32, l3: i32): v128;
}
declare namespace i64x2 {
  function all_true(a: v128): boolean;
  function add(a: v128, b: v128): v128;
  function shl(a: v128, bits: i32): v128;
  function extend_low_i32x4_s(a: v128): v128;
}

declare function changetype<T>(value: unknown): T;
declare function reinterpret<T>(value: number): T;
declare function idof<T>(): u32;
declare function sizeof<T>(): usize;
declare function load<T>(address: usize): T;
declare function store<T>(address: usize, value: T): void;
declare function __alloc(size: usize): usize;
declare function __free(address: usize): void;
