/**
 * The validators of arguments, and their messages. A message gives the function, the argument, what was expected,
 * what came, and the remedy where there is one. The wrong kind of value is a TypeError, the wrong
 * value a RangeError.
 */
import { LARGEST_COST } from "../assembly/limits";
import { argumentError } from "./errors";

/** Non-negative finite weights: probabilities, counts, densities. Any array-like of numbers. */
export type Weights = ArrayLike<number>;

/** A value as a message shows it. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) {
    return Object.prototype.toString.call(value).slice(8, -1);
  }
  return String(value);
}

/** An array-like with at least `least` entries; asNumbers looks at the entries. */
export function requireNumbers(
  fn: string,
  name: string,
  value: unknown,
  least = 1,
): asserts value is ArrayLike<number> {
  const length = (value as { length?: unknown } | null | undefined)?.length;
  const isArrayLike =
    typeof value === "object" && typeof length === "number" && Number.isSafeInteger(length);
  if (!isArrayLike || length < 0) {
    rejectKind(fn, name, value, "an array of numbers");
  }
  if (length < least) {
    const expected = least === 1 ? "at least one entry" : `at least ${least} entries`;
    throw argumentError(RangeError, fn, name, `has ${length} entries, expected ${expected}`);
  }
}

/**
 * The numbers as the engines take them: typed arrays as they are, anything else as a copy whose entries
 * are all numbers. Reading the entries once, here, also keeps getters away from the kernels.
 */
export function asNumbers(fn: string, name: string, values: ArrayLike<number>): ArrayLike<number> {
  if (ArrayBuffer.isView(values)) {
    if (values.length > 0) requireNumber(fn, `${name}[0]`, values[0]); // there are arrays of bigints
    return values;
  }
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) {
    const x = values[i];
    if (typeof x !== "number") requireNumber(fn, `${name}[${i}]`, x);
    copy[i] = x;
  }
  return copy;
}

/** `expected` tells in words where the length comes from. */
export function requireLength(
  fn: string,
  name: string,
  value: ArrayLike<number>,
  length: number,
  expected: string,
): void {
  if (value.length === length) return;
  throw argumentError(
    RangeError,
    fn,
    name,
    `has ${value.length} entries, expected ${expected} = ${length}`,
  );
}

/** Checks that the length is a multiple of `entries`, which the caller knows as `per`; returns the row count. */
export function requireRows(
  fn: string,
  name: string,
  value: ArrayLike<number>,
  per: "bins" | "dim" | "classes",
  entries: number,
): number {
  if (value.length % entries === 0) return value.length / entries;
  throw argumentError(
    RangeError,
    fn,
    name,
    `has ${value.length} entries, expected a multiple of ${per} = ${entries}`,
  );
}

export function requireKind<T extends string>(
  fn: string,
  name: string,
  value: unknown,
  kinds: readonly T[],
): asserts value is T {
  if (typeof value !== "string") {
    rejectKind(fn, name, value, oneOf(kinds));
  }
  if (!kinds.includes(value as T)) {
    throw argumentError(RangeError, fn, name, `is ${show(value)}, expected ${oneOf(kinds)}`);
  }
}

function oneOf(kinds: readonly string[]): string {
  return `one of ${kinds.map((kind) => `"${kind}"`).join(", ")}`;
}

function requireNumber(fn: string, name: string, value: unknown): asserts value is number {
  if (typeof value !== "number") rejectKind(fn, name, value, "a number");
}

export function rejectKind(fn: string, name: string, value: unknown, expected: string): never {
  throw argumentError(TypeError, fn, name, `is ${show(value)}, expected ${expected}`);
}

/** A number for which `holds`, in words `expected`. */
export function requireValue(
  fn: string,
  name: string,
  value: unknown,
  holds: (value: number) => boolean,
  expected: string,
): asserts value is number {
  requireNumber(fn, name, value);
  if (!holds(value)) throw argumentError(RangeError, fn, name, `is ${value}, expected ${expected}`);
}

/** A logarithm base, or 0 for nats where there is none. */
export function requireBase(fn: string, base: unknown): number {
  if (base === undefined) return 0;
  const isBase = (value: number) => value > 0 && value !== 1 && value < Infinity;
  requireValue(fn, "base", base, isBase, "a finite number > 0 other than 1");
  return base;
}

export function requireProbability(fn: string, value: unknown): asserts value is number {
  requireValue(fn, "probability", value, (p) => p >= 0 && p <= 1, "a number from 0 to 1");
}

export function requireBoolean(
  fn: string,
  name: string,
  value: unknown,
  fallback: boolean,
): boolean {
  if (value === undefined) return fallback;
  if (typeof value === "boolean") return value;
  rejectKind(fn, name, value, "true or false");
}

/** The order of a Wasserstein distance. */
export function requireOrder(fn: string, order: unknown): number {
  if (order === undefined) return 1;
  requireValue(fn, "order", order, (p) => p >= 1, "a number ≥ 1, or Infinity");
  return order;
}

export function requirePositiveInteger(
  fn: string,
  name: string,
  value: unknown,
): asserts value is number {
  const isCount = (count: number) => Number.isSafeInteger(count) && count >= 1;
  requireValue(fn, name, value, isCount, "a whole number ≥ 1");
}

export function requirePositive(fn: string, name: string, value: unknown): asserts value is number {
  requireValue(fn, name, value, (x) => x > 0 && x < Infinity, "a finite number > 0");
}

/** A count that may be Infinity, or undefined for no limit. */
export function requireLimit(fn: string, name: string, value: unknown, whole: boolean): number {
  if (value === undefined) return Infinity;
  const isLimit = (x: number) => x >= 0 && (!whole || x === Infinity || Number.isInteger(x));
  requireValue(fn, name, value, isLimit, whole ? "a whole number ≥ 0" : "a number ≥ 0");
  return value;
}

export function requireFunction(fn: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  rejectKind(fn, name, value, "a function");
}

export function isTypedArray(value: unknown, kind: "Float64Array" | "Float32Array"): boolean {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${kind}]`;
}

/** The array to write to: the given one if it fits, else a new one. */
export function requireOut(
  fn: string,
  out: unknown,
  length: number,
  name: "out" | "grad" | "gradReal" | "gradFake" = "out",
): Float64Array {
  if (out === undefined) return new Float64Array(length);
  if (!isTypedArray(out, "Float64Array")) {
    rejectKind(fn, name, out, "a Float64Array");
  }
  requireLength(fn, name, out as Float64Array, length, "one entry per result");
  return out as Float64Array;
}

/** Every entry a number, at most LARGEST_COST in absolute value. */
export function requireFinite(fn: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (typeof x === "number" && Math.abs(x) <= LARGEST_COST) continue;
    requireNumber(fn, `${name}[${i}]`, x);
    const expected = Number.isFinite(x) ? `at most ${LARGEST_COST} in size` : "a finite number";
    throw argumentError(RangeError, fn, `${name}[${i}]`, `is ${x}, expected ${expected}`);
  }
}

/** Every entry a weight. */
export function requireWeights(fn: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x >= 0 && x < Infinity) continue;
    requireNumber(fn, `${name}[${i}]`, x);
    throw argumentError(RangeError, fn, `${name}[${i}]`, `is ${x}, expected a finite number ≥ 0`);
  }
}

/** Some mass in every row of `bins` weights. */
export function requireMass(
  fn: string,
  name: string,
  values: ArrayLike<number>,
  bins: number,
): void {
  const advice = "expected at least one weight > 0 to scale it to mass 1";
  for (let row = 0; (row + 1) * bins <= values.length; row++) {
    let i = row * bins;
    while (i < (row + 1) * bins && values[i] === 0) i++;
    if (i < (row + 1) * bins) continue;
    const which = values.length === bins ? name : `row ${row} of ${name}`;
    throw argumentError(RangeError, fn, which, `has total mass 0, ${advice}`);
  }
}
