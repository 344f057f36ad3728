/**
 * Opens the file anew for every read: a scan may stop anywhere (LIMIT), and DuckDB does not tell us, so
 * an open file would never be closed. A file that was changed or replaced in between is an error.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Reads `length` bytes from a position on; fewer at the end of the file. */
export type Read = (position: number, length: number) => Uint8Array<ArrayBuffer>;

const LARGEST_READ = 2 ** 30; // the operating system reads less than 2 GiB at a time

export function reopenedFile(path: string): { readonly size: number; readonly read: Read } {
  const opened = <T>(body: (fd: number) => T): T => {
    const fd = openSync(path, "r");
    try {
      return body(fd);
    } finally {
      closeSync(fd);
    }
  };
  const { size, ino, mtimeMs } = opened((fd) => fstatSync(fd));
  const read: Read = (position, length) =>
    opened((fd) => {
      const now = fstatSync(fd);
      if (now.size !== size || now.ino !== ino || now.mtimeMs !== mtimeMs) {
        throw new Error("the file has changed while it was read");
      }
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < bytes.length) {
        const wanted = Math.min(bytes.length - filled, LARGEST_READ);
        const got = readSync(fd, bytes, filled, wanted, position + filled);
        if (got === 0) break;
        filled += got;
      }
      return bytes.subarray(0, filled);
    });
  return { size, read };
}
