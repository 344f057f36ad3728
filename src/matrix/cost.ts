/** The ground cost of "emd", read from a file: bins × bins, as text or as a NumPy array. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { readCsvMatrix } from "./csv-matrix";
import type { Matrix } from "./matrix";
import { readNpy } from "./npy";

/** @throws RangeError if it is no square matrix of numbers ≥ 0 */
export async function readCost(path: string): Promise<Float64Array> {
  const read = extname(path).toLowerCase() === ".npy" ? readNpy : readCsvMatrix;
  const { shape, values } = explained(path, await readFile(path), read);
  if (shape.length === 2 && shape[0] === shape[1]) return values;
  throw new RangeError(`${path} is ${shape.join(" × ")}, expected a cost of bins × bins`);
}

function explained(path: string, bytes: Uint8Array, read: (bytes: Uint8Array) => Matrix): Matrix {
  try {
    return read(bytes);
  } catch (error) {
    throw new RangeError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
