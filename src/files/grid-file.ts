/** Reads a histogram on a grid from a file. */
import { readFile } from "node:fs/promises";
import type { Matrix } from "./grid";
import type { Pixels } from "./png";
import { extensionOf, GRID_READERS, readerOf } from "./readers";

export function isPng(path: string): boolean {
  return extensionOf(path) === ".png";
}

/** @throws RangeError if the extension is not that of a format we read */
export function requireFormat(path: string): void {
  readerOf(GRID_READERS, path);
}

export async function readMatrix(
  path: string,
  pixels: Pixels,
  signal: AbortSignal,
): Promise<Matrix> {
  const bytes = await readFile(path, { signal });
  try {
    return readerOf(GRID_READERS, path)(bytes, pixels);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
