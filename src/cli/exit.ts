/** How a command ends. */
export const EXIT = { ok: 0, failure: 1, usage: 2, drift: 3, interrupted: 130 } as const;

/** The command line asks for something that cannot be: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs a check of what was asked for, before anything is done; what it finds wrong is usage. */
export function requireUsage(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
