/** A histogram on a grid, read from a file by its extension. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { readCsvMatrix } from "./csv-matrix";
import { readNpy } from "./npy";
import { type Pixels, readPng } from "./png";

export interface Matrix {
  /** [length], [rows, columns] or [planes, rows, columns] */
  readonly shape: readonly number[];
  /** weights ≥ 0, row-major */
  readonly values: Float64Array;
}

const READERS: Readonly<Record<string, (bytes: Uint8Array, pixels: Pixels) => Matrix>> = {
  ".png": readPng,
  ".npy": readNpy,
  ".csv": readCsvMatrix,
  ".tsv": readCsvMatrix,
  ".txt": readCsvMatrix,
};

export function isPng(path: string): boolean {
  return extname(path).toLowerCase() === ".png";
}

/** @throws RangeError if the name tells no format */
export function requireFormat(path: string): void {
  if (extname(path).toLowerCase() in READERS) return;
  throw new RangeError(`${path}: expected a name that ends in ${Object.keys(READERS).join(", ")}`);
}

export async function readMatrix(
  path: string,
  pixels: Pixels,
  signal: AbortSignal,
): Promise<Matrix> {
  const bytes = await readFile(path, { signal });
  try {
    const matrix = READERS[extname(path).toLowerCase()](bytes, pixels);
    if (matrix.values.some((weight) => weight > 0)) return matrix;
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
  throw new Error(
    `${path}: total mass is 0, expected at least one weight > 0${advice(path, pixels)}`,
  );
}

function advice(path: string, { invert }: Pixels): string {
  if (!isPng(path)) return "";
  return invert
    ? "; all is bright, which --invert makes 0"
    : "; all is dark, which --invert makes mass";
}
