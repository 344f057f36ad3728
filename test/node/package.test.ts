/** The packed tarball, installed in an empty folder, as a user gets it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { packedPackage } from "../support/packed";

const { folder, run } = packedPackage();

const program = "console.log(emdGrid([1, 0, 2], [0, 3, 0], { shape: [3] }).cost, engine().name);";

describe("the packed package", () => {
  it("runs as an ES module and as CommonJS", () => {
    const esm = `import { emdGrid, engine } from "wasmstein"; ${program}`;
    const cjs = `const { emdGrid, engine } = require("wasmstein"); ${program}`;
    expect(run("node", "--input-type=module", "-e", esm)).toBe("1 wasm\n");
    expect(run("node", "-e", cjs)).toBe("1 wasm\n");
  });

  it("runs a pool as an ES module and as CommonJS", () => {
    const use = "new Pool({ size: 1 }).emdGrid([1, 0, 2], [0, 3, 0], { shape: [3] }).then(";
    const print = "({ cost }) => console.log(cost));";
    const esm = `import { Pool } from "wasmstein/pool"; ${use}${print}`;
    const cjs = `const { Pool } = require("wasmstein/pool"); ${use}${print}`;
    expect(run("node", "--input-type=module", "-e", esm)).toBe("1\n");
    expect(run("node", "-e", cjs)).toBe("1\n");
  });

  it("brings the command, which says what it lacks", () => {
    const command = join("node_modules", ".bin", "wasmstein");
    expect(run(command, "info")).toMatch(/^version +\d+\.\d+\.\d+\nengine +wasm\n/);
    expect(() => run(command, "drift", "a.csv", "b.csv")).toThrow(
      "reading and writing data files needs @duckdb/node-api, which cannot be loaded: npm install @duckdb/node-api",
    );
    expect(() => run(command, "worker", "--redis", "redis://localhost")).toThrow(
      "the queue needs @duckdb/node-api bullmq ioredis, which cannot be loaded: npm install",
    );
  });

  it("has drift in memory", () => {
    const body = `
      import { driftColumn } from "wasmstein/drift";
      console.log(driftColumn(["a", "a", "b"], ["a", "a", "b"]).verdict);`;
    expect(run("node", "--input-type=module", "-e", body)).toBe("ok\n");
  });

  it("installs nothing else", () => {
    expect(readdirSync(join(folder, "node_modules")).filter((name) => name[0] !== ".")).toEqual([
      "wasmstein",
    ]);
  });

  it("brings the binary, types for both module systems, documents and licences", () => {
    const at = (path: string) => join(folder, "node_modules", "wasmstein", path);
    for (const path of ["README.md", "LICENSE", "CHANGELOG.md", "docs/algorithms.md"])
      expect(readFileSync(at(path), "utf8").length).toBeGreaterThan(100);
    for (const path of ["dist/index.d.ts", "dist/index.d.cts", "dist/LICENSE-assemblyscript.txt"])
      expect(readFileSync(at(path), "utf8").length).toBeGreaterThan(100);
    const body = `
      import { readFileSync } from "node:fs";
      import { initSync } from "wasmstein";
      const path = new URL(import.meta.resolve("wasmstein/wasmstein.wasm"));
      console.log(initSync(readFileSync(path)).name);`;
    expect(run("node", "--input-type=module", "-e", body)).toBe("wasm\n");
  });

  it("has an entry of at most 70 kB gzipped that names no module of Node", () => {
    const entry = readFileSync(join(folder, "node_modules", "wasmstein", "dist", "index.js"));
    expect(gzipSync(entry).length).toBeLessThanOrEqual(70_000);
    expect(entry.toString()).not.toMatch(/node:|require\(|\beval\b|new Function/);
  });
});
