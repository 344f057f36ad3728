/** The ground cost of "emd", read from a file: bins × bins, as text or as a NumPy array. */
import { readFile } from "node:fs/promises";
import { COST_READERS, readerOf } from "./readers";

/** @throws RangeError if no reader of costs has the extension */
export function requireCostFormat(path: string): void {
  readerOf(COST_READERS, path);
}

/** @throws RangeError if the extension or the content is not that of a square matrix of numbers ≥ 0 */
export async function readCost(path: string): Promise<Float64Array> {
  const read = readerOf(COST_READERS, path);
  const bytes = await readFile(path);
  const { shape, values } = explained(path, () => read(bytes));
  if (shape.length === 2 && shape[0] === shape[1]) return values;
  throw new RangeError(`${path} is ${shape.join(" × ")}, expected a cost of bins × bins`);
}

function explained<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new RangeError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
