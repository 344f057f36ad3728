/**
 * The oracle of a grid with any cost that grows with the offset on each axis. All costs are in one
 * table by offset, in which the costs from one bin to a line of bins lie side by side. A line is
 * skipped if its least cost plus its least value is not below the best sum so far.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { axisPart, combine, finish } from "../../geometry/metric";
import { attainedAt, leastSum } from "../../math/least-sum";
import { Oracle } from "./oracle";

/** The number of bins of a line that are searched together. */
const LINE_BLOCK: i32 = 16;

export class OffsetOracle extends Oracle {
  planes: i32;
  rows: i32;
  columns: i32;
  width: i32; // offsets along a line
  costs: F64Array; // planes × rows × width: by offset of planes and rows, 0 first; of columns, 0 in the middle
  blocks: i32; // of a line
  blockLeast: F64Array; // least value in each block of each line
  lineLeast: F64Array; // and on each line
  bound: f64 = 0.0; // the search's least value so far
  line: i32 = 0; // and the line it is on
  sinkLine: I32Array; // by source, the line that attained its minimum, this time and last time
  sourceLine: I32Array; // by sink

  constructor(shape: I32Array, spacing: F64Array, metric: i32) {
    super(shape[0] * shape[1] * shape[2], shape[0] * shape[1] * shape[2]);
    this.planes = shape[0];
    this.rows = shape[1];
    this.columns = shape[2];
    const lines: i32 = shape[0] * shape[1];
    const last: i32 = shape[2] - 1;
    const width: i32 = 2 * last + 1;
    const costs: F64Array = f64Array(lines * width);
    this.width = width;
    this.costs = costs;
    this.lineLeast = f64Array(lines);
    const blocks: i32 = ((shape[2] + LINE_BLOCK - 1) / LINE_BLOCK) | 0;
    this.blocks = blocks;
    this.blockLeast = f64Array(lines * blocks);
    this.sinkLine = i32Array(lines * shape[2]);
    this.sourceLine = i32Array(lines * shape[2]);
    let whole: boolean = true;
    for (let line: i32 = 0; line < lines; line++) {
      const plane: i32 = (line / shape[1]) | 0;
      const planePart: f64 = axisPart(metric, <f64>plane * spacing[0]);
      const rowPart: f64 = axisPart(metric, <f64>(line - plane * shape[1]) * spacing[1]);
      const linePart: f64 = combine(metric, planePart, rowPart);
      for (let k: i32 = 0; k < width; k++) {
        const columnPart: f64 = axisPart(metric, <f64>(k - last) * spacing[2]);
        const cost: f64 = finish(metric, combine(metric, linePart, columnPart));
        costs[line * width + k] = cost;
        if (Math.floor(cost) !== cost) whole = false;
      }
    }
    this.setScale(costs[costs.length - 1], whole);
  }

  cost(s: i32, t: i32): f64 {
    const columns: i32 = this.columns;
    const sLine: i32 = (s / columns) | 0;
    const tLine: i32 = (t / columns) | 0;
    const column: i32 = t - tLine * columns - (s - sLine * columns);
    return this.costs[this.lineOffset(sLine, tLine) + columns - 1 + column];
  }

  /** Where the costs between two lines begin. */
  lineOffset(from: i32, to: i32): i32 {
    const fromPlane: i32 = (from / this.rows) | 0;
    const toPlane: i32 = (to / this.rows) | 0;
    const plane: i32 = toPlane > fromPlane ? toPlane - fromPlane : fromPlane - toPlane;
    const row: i32 = to - from - (toPlane - fromPlane) * this.rows;
    return (plane * this.rows + (row > 0 ? row : -row)) * this.width;
  }

  overSinks(price: F64Array, ask: F64Array): void {
    this.searchAll(price, ask, 0, this.sinkLine);
  }

  sinkOf(s: i32, price: F64Array): i32 {
    return this.attained(s, price, this.sinkLine[s]);
  }

  overSources(value: F64Array, ask: F64Array): void {
    this.searchAll(value, ask, this.n, this.sourceLine);
  }

  sourceOf(t: i32, value: F64Array): i32 {
    return this.attained(t, value, this.sourceLine[t]);
  }

  searchAll(value: F64Array, ask: F64Array, askFrom: i32, bestLine: I32Array): void {
    for (let line: i32 = 0; line < this.lineLeast.length; line++) {
      const from: i32 = line * this.columns;
      let lineLeast: f64 = Infinity;
      for (let block: i32 = 0; block < this.blocks; block++) {
        let least: f64 = Infinity;
        const end: i32 = this.blockEnd(block);
        for (let k: i32 = block * LINE_BLOCK; k < end; k++)
          least = Math.min(least, value[from + k]);
        this.blockLeast[line * this.blocks + block] = least;
        lineLeast = Math.min(lineLeast, least);
      }
      this.lineLeast[line] = lineLeast;
    }
    for (let at: i32 = 0; at < this.n; at++) {
      if (ask[askFrom + at] !== 0.0) bestLine[at] = this.search(at, value, bestLine[at]);
    }
  }

  blockEnd(block: i32): i32 {
    const end: i32 = (block + 1) * LINE_BLOCK;
    return end < this.columns ? end : this.columns;
  }

  /** Tries line `guess` first; returns the line that attained least[at]. */
  search(at: i32, value: F64Array, guess: i32): i32 {
    const columns: i32 = this.columns;
    const rows: i32 = this.rows;
    const costs: F64Array = this.costs;
    const lineLeast: F64Array = this.lineLeast;
    const line: i32 = (at / columns) | 0;
    const plane: i32 = (line / rows) | 0;
    const row: i32 = line - plane * rows;
    const column: i32 = at - line * columns;
    this.bound = Infinity;
    this.searchLine(this.lineOffset(line, guess) + columns - 1, column, guess, value);
    for (let p: i32 = 0, to: i32 = 0; p < this.planes; p++) {
      const planes: i32 = p > plane ? p - plane : plane - p;
      for (let r: i32 = 0; r < rows; r++, to++) {
        const offset: i32 =
          (planes * rows + (r > row ? r - row : row - r)) * this.width + columns - 1;
        if (costs[offset] + lineLeast[to] < this.bound) this.searchLine(offset, column, to, value);
      }
    }
    this.least[at] = this.bound;
    return this.line;
  }

  /** Looks from the given column; costs[offset] is the cost straight to line `to`. */
  searchLine(offset: i32, column: i32, to: i32, value: F64Array): void {
    for (let block: i32 = 0; block < this.blocks; block++) {
      const from: i32 = block * LINE_BLOCK;
      const end: i32 = this.blockEnd(block);
      const apart: i32 = from > column ? from - column : column >= end ? column - end + 1 : 0;
      if (!(this.costs[offset + apart] + this.blockLeast[to * this.blocks + block] < this.bound))
        continue;
      const x: f64 = leastSum(
        this.costs,
        offset + from - column,
        value,
        to * this.columns + from,
        end - from,
      );
      if (x < this.bound) {
        this.bound = x;
        this.line = to;
      }
    }
  }

  attained(at: i32, value: F64Array, to: i32): i32 {
    const columns: i32 = this.columns;
    const line: i32 = (at / columns) | 0;
    const offset: i32 = this.lineOffset(line, to) + columns - 1 - (at - line * columns);
    const least: f64 = this.least[at];
    const from: i32 = to * columns;
    return from + attainedAt(this.costs, offset, value, from, columns, least);
  }
}
