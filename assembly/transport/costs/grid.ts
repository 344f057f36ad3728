/**
 * Distances between the bins of one regular grid of up to three axes. A cost depends on the offset
 * between two bins alone, axis by axis, so three short tables of single-axis parts hold all of it.
 */
import { F64Array, f64Array, I32Array } from "../../arrays";
import { load2, store2 } from "../../lanes";
import { Costs, RUN } from "./costs";
import { axisPart, CHEBYSHEV, combine, EUCLIDEAN, finish } from "./metric";

export class GridCosts extends Costs {
  rows: i32;
  columns: i32;
  planeParts: F64Array; // by the difference of two planes, which may be negative: see partsOf
  rowParts: F64Array;
  columnParts: F64Array;

  constructor(
    shape: I32Array, // planes, rows, columns
    spacing: F64Array, // between neighbours on each
    readonly metric: i32,
  ) {
    super(shape[0] * shape[1] * shape[2], shape[0] * shape[1] * shape[2], f64Array(RUN));
    this.rows = shape[1];
    this.columns = shape[2];
    const planeParts: F64Array = partsOf(metric, shape[0], spacing[0]);
    const rowParts: F64Array = partsOf(metric, shape[1], spacing[1]);
    const columnParts: F64Array = partsOf(metric, shape[2], spacing[2]);
    this.planeParts = planeParts;
    this.rowParts = rowParts;
    this.columnParts = columnParts;
    const far: f64 = combine(metric, combine(metric, planeParts[0], rowParts[0]), columnParts[0]);
    const largest: f64 = finish(metric, far);
    const whole: boolean =
      metric !== EUCLIDEAN && isWhole(planeParts) && isWhole(rowParts) && isWhole(columnParts);
    this.setScale(largest, whole);
  }

  row(s: i32, t: i32, count: i32): i32 {
    const metric: i32 = this.metric;
    const sLine: i32 = (s / this.columns) | 0;
    const sPlane: i32 = (sLine / this.rows) | 0;
    const sRow: i32 = sLine - sPlane * this.rows;
    const sColumn: i32 = s - sLine * this.columns;
    let line: i32 = (t / this.columns) | 0;
    let plane: i32 = (line / this.rows) | 0;
    let row: i32 = line - plane * this.rows;
    let column: i32 = t - line * this.columns;
    const planes: i32 = (this.planeParts.length - 1) >> 1;
    let i: i32 = 0;
    while (i < count) {
      const rest: i32 = this.columns - column;
      const to: i32 = i + (rest < count - i ? rest : count - i);
      const linePart: f64 = combine(
        metric,
        this.planeParts[plane - sPlane + planes],
        this.rowParts[row - sRow + this.rows - 1],
      );
      this.addColumns(linePart, column - sColumn + this.columns - 1, i, to);
      i = to;
      column = 0;
      row++;
      if (row === this.rows) {
        row = 0;
        plane++;
      }
    }
    return 0;
  }

  /** One line of bins: `linePart` with the parts of the column axis from `at` on. */
  addColumns(linePart: f64, at: i32, from: i32, to: i32): void {
    const out: F64Array = this.buffer;
    const parts: F64Array = this.columnParts;
    const metric: i32 = this.metric;
    let i: i32 = from;
    if (ASC_FEATURE_SIMD) {
      const line: v128 = f64x2.splat(linePart);
      for (; i + 2 <= to; i += 2, at += 2) {
        const part: v128 = load2(parts, at);
        if (metric === CHEBYSHEV) store2(out, i, f64x2.pmax(part, line));
        else if (metric === EUCLIDEAN) store2(out, i, f64x2.sqrt(f64x2.add(line, part)));
        else store2(out, i, f64x2.add(line, part));
      }
    }
    for (; i < to; i++, at++) out[i] = finish(metric, combine(metric, linePart, parts[at]));
  }
}

/** Parts of an axis of `length` bins by offset: entry length − 1 + offset, for −length < offset < length. */
function partsOf(metric: i32, length: i32, spacing: f64): F64Array {
  const parts: F64Array = f64Array(2 * length - 1);
  for (let k: i32 = 0; k < parts.length; k++) {
    parts[k] = axisPart(metric, <f64>(k - length + 1) * spacing);
  }
  return parts;
}

function isWhole(parts: F64Array): boolean {
  for (let i: i32 = 0; i < parts.length; i++) if (Math.floor(parts[i]) !== parts[i]) return false;
  return true;
}
