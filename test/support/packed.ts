/** The packed tarball, installed offline in an empty folder, as a user gets it. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder that has the package from before the suite's first test until its last. */
export function packedPackage() {
  const folder = mkdtempSync(join(tmpdir(), "wasmstein-package-"));
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: "pipe", timeout: 60_000 });

  beforeAll(() => {
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], {
      stdio: "pipe",
    });
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) as string;
    writeFileSync(join(folder, "package.json"), "{}");
    run("npm", "install", "--offline", "--no-audit", "--no-fund", `./${tarball}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  return {
    folder,
    run,
    at: (...path: string[]) => join(folder, ...path),
    write: (name: string, content: string) => writeFileSync(join(folder, name), content),
    /** Puts the sources of test/apps beside the package. */
    addApps: () => cpSync(join("test", "apps"), folder, { recursive: true }),
  };
}
