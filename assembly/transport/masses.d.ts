/**
 * Masses as integers. The simplex needs both sides to have exactly the same total, ties between flows
 * to be exact ties, and sums of flows without rounding; integers held in doubles give all three.
 *
 * Three cases, the first that fits:
 * - both sides are whole numbers (in a unit of their own: a uniform side is 1, 1, 1, …) and A·B, their
 *   totals' product, stays below 2^52: multiply across by the other total. Nothing is rounded.
 * - otherwise each side is scaled to a total of 2^52 and rounded down, and the units that are missing
 *   go to the largest remainders, the lowest index first (Hamilton's method). No mass is off by more
 *   than 2^-52 of the total; a mass smaller than that may become 0.
 */
import { F64Array } from "../arrays";
/** 2^52: the sum of any two flows is still an exact integer. */
export declare const TOTAL_UNITS: f64;
/** 2^-52: scales units so that their products with costs do not overflow. */
export declare const UNIT: f64;
export declare class Masses {
  readonly a: F64Array;
  readonly b: F64Array;
  units: f64;
  constructor(
    a: F64Array, // integers
    b: F64Array,
    units: f64,
  );
}
/** Integer masses in the proportions of a and b, given each side's largest mass and total. */
export declare function integerMasses(
  a: F64Array,
  aLargest: f64,
  aTotal: f64,
  b: F64Array,
  bLargest: f64,
  bTotal: f64,
): Masses;
