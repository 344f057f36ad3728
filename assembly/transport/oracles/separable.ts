/**
 * The oracle of a grid whose cost is a sum over the axes, such as the squared Euclidean distance:
 *
 *     cost(s, t) = Σ over axes k of part_k(s_k − t_k).
 *
 * Then min over all t of cost(s, t) + value(t), for all s at once, is one pass of one-dimensional
 * minima per axis, a generalised distance transform: O(bins · Σ lengths), or O(bins) where the lines
 * are long and the cost is squared, by lower envelopes of parabolas. P. Felzenszwalb & D. Huttenlocher,
 * Distance transforms of sampled functions, Theory of Computing 8 (2012).
 */
import { F64Array, f64Array, I32Array } from "../../arrays";
import { axisPart, SQEUCLIDEAN } from "../../geometry/metric";
import { Envelope } from "./envelope";
import { minPlusAcross, minPlusAttained, minPlusLine } from "./min-plus";
import { Oracle } from "./oracle";

/** Lines with at least this many bins use envelopes; here both ways take the same time, on smooth potentials. */
const LONG: i32 = 64;

export class SeparableOracle extends Oracle {
  planes: i32;
  rows: i32;
  columns: i32;
  planeParts: F64Array; // cost by offset on each axis: see min-plus.ts
  rowParts: F64Array;
  columnParts: F64Array;
  overColumns: F64Array; // minima over the columns' axis, then over the rows' too
  overRows: F64Array;
  envelope: Envelope;
  squared: boolean;

  constructor(
    shape: I32Array, // planes, rows, columns
    spacing: F64Array, // between neighbours on each
    metric: i32,
  ) {
    super(shape[0] * shape[1] * shape[2], shape[0] * shape[1] * shape[2]);
    const bins: i32 = shape[0] * shape[1] * shape[2];
    this.planes = shape[0];
    this.rows = shape[1];
    this.columns = shape[2];
    const planeParts: F64Array = partsOf(metric, shape[0], spacing[0]);
    const rowParts: F64Array = partsOf(metric, shape[1], spacing[1]);
    const columnParts: F64Array = partsOf(metric, shape[2], spacing[2]);
    this.planeParts = planeParts;
    this.rowParts = rowParts;
    this.columnParts = columnParts;
    this.overColumns = f64Array(bins);
    this.overRows = f64Array(bins);
    const longest: i32 = largestOf(shape);
    this.envelope = new Envelope(longest < LONG ? 0 : longest);
    this.squared = metric === SQEUCLIDEAN;
    const whole: boolean = isWhole(planeParts) && isWhole(rowParts) && isWhole(columnParts);
    this.setScale(planeParts[0] + rowParts[0] + columnParts[0], whole);
  }

  cost(s: i32, t: i32): f64 {
    const columns: i32 = this.columns;
    const sLine: i32 = (s / columns) | 0;
    const tLine: i32 = (t / columns) | 0;
    const sPlane: i32 = (sLine / this.rows) | 0;
    const tPlane: i32 = (tLine / this.rows) | 0;
    const row: i32 = sLine - sPlane * this.rows - (tLine - tPlane * this.rows);
    const column: i32 = s - sLine * columns - (t - tLine * columns);
    return (
      this.planeParts[this.planes - 1 + sPlane - tPlane] +
      this.rowParts[this.rows - 1 + row] +
      this.columnParts[columns - 1 + column]
    );
  }

  overSinks(price: F64Array, ask: F64Array): void {
    this.transform(price);
  }

  sinkOf(s: i32, price: F64Array): i32 {
    return this.attained(s, price);
  }

  overSources(value: F64Array, ask: F64Array): void {
    this.transform(value);
  }

  sourceOf(t: i32, value: F64Array): i32 {
    return this.attained(t, value);
  }

  transform(value: F64Array): void {
    const bins: i32 = this.n;
    const columns: i32 = this.columns;
    const plane: i32 = this.rows * columns;
    for (let from: i32 = 0; from < bins; from += columns) {
      if (this.isLong(columns)) {
        this.envelope.transform(value, this.overColumns, from, columns, 1, this.columnParts);
      } else minPlusLine(value, this.overColumns, from, columns, this.columnParts);
    }
    for (let from: i32 = 0; from < bins; from += plane) {
      this.across(this.overColumns, this.overRows, from, this.rows, columns, this.rowParts);
    }
    this.across(this.overRows, this.least, 0, this.planes, plane, this.planeParts);
  }

  across(
    value: F64Array,
    out: F64Array,
    from: i32,
    length: i32,
    width: i32,
    parts: F64Array,
  ): void {
    if (!this.isLong(length)) {
      minPlusAcross(value, out, from, length, width, parts);
      return;
    }
    for (let i: i32 = 0; i < width; i++) {
      this.envelope.transform(value, out, from + i, length, width, parts);
    }
  }

  isLong(length: i32): boolean {
    return this.squared && length >= LONG;
  }

  /** The bin that attained least[at] in transform(value). */
  attained(at: i32, value: F64Array): i32 {
    const columns: i32 = this.columns;
    const plane: i32 = this.rows * columns;
    const atPlane: i32 = (at / plane) | 0;
    const inPlane: i32 = at - atPlane * plane;
    const row: i32 = (inPlane / columns) | 0;
    const column: i32 = inPlane - row * columns;
    const p: i32 =
      plane *
      minPlusAttained(
        this.overRows,
        inPlane,
        this.planes,
        plane,
        this.planeParts,
        atPlane,
        this.least[at],
      );
    const r: i32 =
      p +
      columns *
        minPlusAttained(
          this.overColumns,
          p + column,
          this.rows,
          columns,
          this.rowParts,
          row,
          this.overRows[p + inPlane],
        );
    return (
      r +
      minPlusAttained(value, r, columns, 1, this.columnParts, column, this.overColumns[r + column])
    );
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

function largestOf(shape: I32Array): i32 {
  let largest: i32 = 1;
  for (let k: i32 = 0; k < shape.length; k++) if (shape[k] > largest) largest = shape[k];
  return largest;
}
