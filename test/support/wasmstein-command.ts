/** The command as a user runs it: a process of its own, in a folder of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";

export const COMMAND = resolve("dist/cli.js");

/** A folder that is gone when the suite is over, and what is done in it. */
export function workFolder() {
  const folder = mkdtempSync(join(tmpdir(), "wasmstein-command-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    at: (name: string) => join(folder, name),
    write: (name: string, content: string | Uint8Array) =>
      writeFileSync(join(folder, name), content),
    wasmstein: (...args: string[]) => run(folder, undefined, args),
    /** with so much on stdin */
    filter: (input: string, ...args: string[]) => run(folder, input, args),
  };
}

function run(cwd: string, input: string | undefined, args: readonly string[]) {
  const options = { cwd, encoding: "utf8", timeout: 60_000, maxBuffer: 2 ** 28 } as const;
  const command = [COMMAND, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    ...options,
    ...(input !== undefined && { input }),
  });
  return { code: status, stdout, stderr };
}
