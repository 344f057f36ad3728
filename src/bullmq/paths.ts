/** Keeps the paths of jobs below the root they are relative to. */
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The absolute path of a file or folder, which need not exist yet. Links are resolved, so that no link
 * leads out of the root.
 *
 * @throws RangeError for a path that leads out of the root
 */
export async function confined(root: string, path: string): Promise<string> {
  if (/[*?[]/.test(path)) {
    throw new RangeError(`"${path}" has one of * ? [, which DuckDB takes for a pattern`);
  }
  const base = await realpath(root);
  const target = resolve(base, path);
  if (isAbsolute(path) || !isBelow(base, target) || !isBelow(base, await resolveLinks(target))) {
    throw new RangeError(`"${path}" leads out of the root, expected a path below it`);
  }
  return target;
}

function isBelow(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path with links resolved, as far as it exists. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    return join(await resolveLinks(dirname(path)), path.slice(dirname(path).length));
  }
}
