/**
 * A matrix of weights in text: one row per line, cells between commas, semicolons, tabs or spaces,
 * numbers with a decimal point, no header and no quotes (a subset of RFC 4180 and of what
 * numpy.savetxt writes).
 */
import type { Matrix } from "./grid";

/** The first of these that the first row contains separates all cells; without any, spaces do. */
const SEPARATORS = [";", "\t", ","];
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function readCsvMatrix(bytes: Uint8Array): Matrix {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  const values: number[] = [];
  let separator: string | RegExp = "";
  let columns = 0;
  let firstLine = 0;
  lines.forEach((text, index) => {
    const row = text.trim();
    if (row === "") return;
    const line = index + 1;
    if (columns === 0) separator = SEPARATORS.find((mark) => row.includes(mark)) ?? /\s+/;
    // With tabs, an empty first or last cell counts, so the row is not trimmed.
    const cells = (separator === "\t" ? text : row).split(separator);
    if (columns === 0) {
      columns = cells.length;
      firstLine = line;
    }
    cells.forEach((cell, k) => {
      values.push(weightOf(cell.trim(), line, k + 1));
    });
    if (cells.length !== columns) {
      throw new RangeError(
        `line ${line} has ${cells.length} numbers, expected ${columns} as in line ${firstLine}`,
      );
    }
  });
  if (columns === 0) throw new RangeError("the file is empty, expected rows of numbers");
  return { shape: [values.length / columns, columns], values: Float64Array.from(values) };
}

function weightOf(cell: string, line: number, column: number): number {
  const weight = Number(cell);
  const isNumber = NUMBER.test(cell);
  if (isNumber && weight >= 0 && weight < Infinity) return weight;
  const where = `line ${line}, column ${column} is ${JSON.stringify(cell.slice(0, 40))}`;
  throw new RangeError(`${where}, expected a finite number ≥ 0${isNumber ? "" : remedy(cell)}`);
}

function remedy(cell: string): string {
  if (/^[+-]?\d+,\d+$/.test(cell)) return "; decimals follow a point, not a comma";
  return /^"?[\p{L}_]/u.test(cell) ? "; leave out a header and names of rows" : "";
}
