/** A part of a file, as it was when it was chosen. */
import { Unusable } from "./table";

/** What browsers call a file that has been written to, renamed or deleted since. */
const CHANGED = ["NotReadableError", "NotFoundError"];

/**
 * @throws Unusable for a file that is not what it was
 */
export async function bytesOf(file: File, from: number, to: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(from, to).arrayBuffer();
  } catch (error) {
    if (!CHANGED.includes((error as Error).name)) throw error;
    throw new Unusable(`${file.name} has changed or gone since it was chosen; choose it again`);
  }
}
