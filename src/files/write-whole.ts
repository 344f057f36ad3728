/** Writes a file completely or not at all: under a temporary name in the same folder, then renamed. */
import { randomBytes } from "node:crypto";
import { access, constants, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Calls `write` with a temporary path and renames the file when it is complete. The temporary name keeps
 * the extensions, which may tell the format. A missing folder is an error before `write` is called.
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
