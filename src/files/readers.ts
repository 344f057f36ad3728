/** The readers of matrices, by the extension of the file. */
import { extname } from "node:path";
import { readCsvMatrix } from "./csv";
import type { Matrix } from "./grid";
import { readNpy } from "./npy";
import { type Pixels, readPng } from "./png";

type Readers<R> = Readonly<Record<string, R>>;

/** Formats of numbers: a picture is no ground cost. */
export const COST_READERS: Readers<(bytes: Uint8Array) => Matrix> = {
  ".npy": readNpy,
  ".csv": readCsvMatrix,
  ".tsv": readCsvMatrix,
  ".txt": readCsvMatrix,
};

export const GRID_READERS: Readers<(bytes: Uint8Array, pixels: Pixels) => Matrix> = {
  ".png": readPng,
  ...COST_READERS,
};

/** @throws RangeError if no reader has the extension of the path */
export function readerOf<R>(readers: Readers<R>, path: string): R {
  const extension = extensionOf(path);
  if (Object.hasOwn(readers, extension)) return readers[extension];
  throw new RangeError(`${path}: expected a name that ends in ${Object.keys(readers).join(", ")}`);
}

export function extensionOf(path: string): string {
  return extname(path).toLowerCase();
}
