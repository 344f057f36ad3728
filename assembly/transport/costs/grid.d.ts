/**
 * Distances between the bins of one regular grid of up to three axes. A cost depends on the offset
 * between two bins alone, axis by axis, so three short tables of single-axis parts hold all of it.
 */
import { F64Array, I32Array } from "../../arrays";
import { Costs } from "./costs";
export declare class GridCosts extends Costs {
  readonly metric: i32;
  rows: i32;
  columns: i32;
  planeParts: F64Array;
  rowParts: F64Array;
  columnParts: F64Array;
  constructor(
    shape: I32Array, // planes, rows, columns
    spacing: F64Array, // between neighbours on each
    metric: i32,
  );
  row(s: i32, t: i32, count: i32): i32;
  /** One line of bins: `linePart` with the parts of the column axis from `at` on. */
  addColumns(linePart: f64, at: i32, from: i32, to: i32): void;
}
