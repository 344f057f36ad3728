// The whole test command: set up, build, lint and types, package checks, and every suite on every
// engine. Arguments go to vitest; the last line is "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const report = join("build", "vitest.json");
let passed = 0;
let failed = 0;

/** Runs a step; a step outside vitest counts as one test. */
function step(name, command, args, counted = true) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (counted && status === 0) passed++;
  if (counted && status !== 0) failed++;
  return status === 0;
}
const tool = (name) => join("node_modules", ".bin", name);

const ready =
  step("set up", process.execPath, ["scripts/setup.mjs"]) &&
  step("system packages", process.execPath, ["scripts/packages.mjs"], false) &&
  step("build", process.execPath, ["scripts/build.mjs"]);
if (ready) {
  step("format and lint", tool("biome"), ["check", "--error-on-warnings", "."]);
  step("types", tool("tsc"), ["-p", "."]);
  step("package exports", tool("publint"), ["--strict"]);
  // A worker's script is started, not imported.
  const typeless = ["wasmstein.wasm", "package.json", "worker"];
  const attw = ["--pack", ".", "--profile", "node16", "--exclude-entrypoints", ...typeless];
  step("package types", tool("attw"), attw);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", ...reporters, ...process.argv.slice(2)];
  const green = step("suites", tool("vitest"), args, false);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  passed += counts?.numPassedTests ?? 0;
  failed += counts?.numFailedTests ?? 0;
  // A suite that cannot even be loaded has no tests to count.
  if (!green && !counts?.numFailedTests) failed++;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
