/** The exit codes, and the error for an invalid command line. */
export const EXIT = { ok: 0, failure: 1, usage: 2, drift: 3, interrupted: 130 } as const;

/** Invalid command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs a check of the arguments; an error it throws becomes a UsageError. */
export function requireUsage(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
