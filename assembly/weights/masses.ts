/**
 * Masses as integers. The simplex needs both sides to have exactly the same total, ties between flows
 * to be exact ties, and sums of flows without rounding; integers held in doubles give all three.
 *
 * - Where both sides are whole numbers (in a unit of their own: a uniform side is 1, 1, 1, …) and the
 *   least common multiple of their totals stays below 2^52, each is multiplied up to it. Nothing is
 *   rounded.
 * - Otherwise each side is scaled to a total of 2^52 and rounded down, and the units that are missing
 *   go to the largest remainders, the lowest index first (Hamilton's method). No mass is off by more
 *   than 2^-52 of the total; a mass smaller than that may become 0.
 */
import { F64Array, f64Array, I32Array } from "../arrays";
import { highWord, powerOfTwo, toInt } from "../bits";
import { sortedOrder } from "../math/sort";
import { Totals } from "./totals";

/** 2^52: the sum of any two flows is still an exact integer. */
const TOTAL_UNITS: f64 = 4503599627370496.0;

export class Masses {
  units: f64; // the total of either side
  scale: f64; // the power of two that brings units to 1 … 2: products with costs then fit a double

  constructor(
    readonly a: F64Array, // integers
    readonly b: F64Array,
    units: f64,
  ) {
    this.units = units;
    this.scale = powerOfTwo(1023 - (highWord(units) >> 20));
  }

  /** Converts a sum over units · scale to the user's measure, in which all units together are `total`. */
  toMass(sum: f64, total: f64): f64 {
    return total === 1.0
      ? sum / (this.units * this.scale)
      : sum * (total / (this.units * this.scale));
  }
}

/** Integer masses in the proportions of a and b, whose totals are those of the given rows. */
export function integerMasses(
  a: F64Array,
  aTotals: Totals,
  aRow: i32,
  b: F64Array,
  bTotals: Totals,
  bRow: i32,
): Masses {
  const aLargest: f64 = aTotals.largest[aRow];
  const bLargest: f64 = bTotals.largest[bRow];
  const aUnit: f64 = commonUnit(a, aLargest);
  const bUnit: f64 = commonUnit(b, bLargest);
  if (aUnit > 0.0 && bUnit > 0.0) {
    const aCount: f64 = totalIn(a, aUnit);
    const bCount: f64 = totalIn(b, bUnit);
    const divisor: f64 = greatestCommonDivisor(aCount, bCount);
    const units: f64 = aCount * (bCount / divisor);
    if (units <= TOTAL_UNITS) {
      return new Masses(
        multiples(a, aUnit, bCount / divisor),
        multiples(b, bUnit, aCount / divisor),
        units,
      );
    }
  }
  return new Masses(
    apportion(a, aLargest, aTotals.total[aRow]),
    apportion(b, bLargest, bTotals.total[bRow]),
    TOTAL_UNITS,
  );
}

/**
 * Equal masses on either side: the least common multiple of the two counts, below 2^52, is handed out
 * evenly. An array of one mass stands for all.
 */
export function uniformMasses(n: i32, m: i32): Masses {
  const divisor: f64 = greatestCommonDivisor(<f64>n, <f64>m);
  const a: F64Array = f64Array(1);
  const b: F64Array = f64Array(1);
  a[0] = <f64>m / divisor;
  b[0] = <f64>n / divisor;
  return new Masses(a, b, <f64>n * a[0]);
}

/** 1 where all masses are whole, the mass itself where all positive masses are the same, else 0. */
function commonUnit(masses: F64Array, largest: f64): f64 {
  let whole: boolean = largest <= TOTAL_UNITS;
  let same: boolean = true;
  for (let i: i32 = 0; i < masses.length; i++) {
    const x: f64 = masses[i];
    if (Math.floor(x) !== x) whole = false;
    if (x !== 0.0 && x !== largest) same = false;
  }
  if (same) return largest;
  return whole ? 1.0 : 0.0;
}

function totalIn(masses: F64Array, unit: f64): f64 {
  let total: f64 = 0.0;
  for (let i: i32 = 0; i < masses.length; i++) total += masses[i] / unit;
  return total;
}

function multiples(masses: F64Array, unit: f64, factor: f64): F64Array {
  const out: F64Array = f64Array(masses.length);
  for (let i: i32 = 0; i < masses.length; i++) out[i] = (masses[i] / unit) * factor;
  return out;
}

/** Euclid's algorithm on whole numbers. */
function greatestCommonDivisor(a: f64, b: f64): f64 {
  while (b > 0.0) {
    const rest: f64 = a - Math.floor(a / b) * b;
    a = b;
    b = rest;
  }
  return a;
}

/** Largest remainders, to a total of 2^52. */
function apportion(masses: F64Array, largest: f64, total: f64): F64Array {
  const n: i32 = masses.length;
  const sum: f64 = total < Infinity ? total / largest : totalIn(masses, largest);
  const out: F64Array = f64Array(n);
  const remainder: F64Array = f64Array(n);
  let missing: f64 = TOTAL_UNITS;
  for (let i: i32 = 0; i < n; i++) {
    const share: f64 = (masses[i] / largest / sum) * TOTAL_UNITS;
    out[i] = Math.floor(share);
    remainder[i] = out[i] - share; // negative: the largest remainder sorts first
    missing -= out[i];
  }
  const order: I32Array = sortedOrder(remainder);
  // Rounding may have put a few units too many as well as too few; either is spread one by one.
  const step: f64 = missing < 0.0 ? -1.0 : 1.0;
  const count: i32 = toInt(Math.abs(missing));
  for (let k: i32 = 0, given: i32 = 0; given < count; k = k + 1 < n ? k + 1 : 0) {
    const i: i32 = order[step > 0.0 ? k : n - 1 - k];
    if (out[i] + step < 0.0 || masses[i] === 0.0) continue;
    out[i] += step;
    given++;
  }
  return out;
}
