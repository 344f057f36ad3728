/** Files that are written appear whole or not at all: written beside under another name, then renamed. */
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

/**
 * Has `write` make a file, and puts it where it belongs when it is complete. The temporary name keeps
 * the extension, which may tell the format.
 */
export async function writeWhole<T>(
  path: string,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const extension = extname(path);
  const name = `.${basename(path, extension)}.${randomBytes(6).toString("hex")}${extension}`;
  const temporary = join(dirname(path), name);
  try {
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}
