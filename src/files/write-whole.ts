/** Files that are written appear whole or not at all: written beside under another name, then renamed. */
import { randomBytes } from "node:crypto";
import { access, constants, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Has `write` make a file, and puts it where it belongs when it is complete. The temporary name keeps
 * the extensions, which may tell the format. A folder that is not there is told before the work.
 */
export async function writeWhole<T>(
  path: string,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const folder = dirname(path);
  await access(folder, constants.W_OK);
  const temporary = join(folder, `.${randomBytes(6).toString("hex")}.${basename(path)}`);
  try {
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}
