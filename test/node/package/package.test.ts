/** The packed tarball, installed in an empty folder, as a user gets it. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { packedPackage } from "../../support/packed";

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

  it("says in few lines what is wrong, though its files are bundles", () => {
    const body = "klDivergence([1], [1, 2])";
    for (const code of [
      `import { klDivergence } from "wasmstein"; ${body}`,
      `const { klDivergence } = require("wasmstein"); ${body}`,
    ]) {
      const args = code.startsWith("import") ? ["--input-type=module", "-e", code] : ["-e", code];
      const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      expect(stderr).toMatch(/RangeError: klDivergence: q has 2 entries, expected p\.length = 1/);
      expect(stderr.length).toBeLessThan(3000);
    }
  });

  it("has types that need no library of browsers, and types of the binary", () => {
    writeFileSync(
      join(folder, "app.ts"),
      `import { emd, init, initSync } from "wasmstein";
       import { Pool } from "wasmstein/pool";
       import module from "wasmstein/wasmstein.wasm";
       const cost: number = emd([1], [1], [3]).cost;
       export const infos = [initSync(module), initSync(new Uint8Array(8)), init("js"), init(new ArrayBuffer(8))];
       export const solved = new Pool().emd([1], [1], [cost]);`,
    );
    const root = process.cwd();
    const types = ["--types", "node", "--typeRoots", join(root, "node_modules", "@types")];
    const base = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "app.ts"];
    for (const libraries of ["es2022", "es2022,dom"]) {
      const args = [...base, "--lib", libraries, ...types];
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      const { stdout } = spawnSync(process.execPath, [tsc, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(stdout).toBe("");
    }
  });

  it("loads when it is bundled for Node as CommonJS, the pool with the address of its worker", async () => {
    const worker = join(folder, "node_modules", "wasmstein", "dist", "worker.node.js");
    const contents = `import { Pool } from "wasmstein/pool";
      const pool = new Pool({ size: 1, worker: ${JSON.stringify(worker)} });
      pool.emd([1], [1], [3]).then(({ cost }) => { console.log(cost); return pool.close(); });`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: folder },
      absWorkingDir: folder,
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
      logLevel: "silent", // import.meta is empty in this format, as esbuild says
    });
    writeFileSync(join(folder, "bundled.cjs"), outputFiles[0].text);
    expect(run("node", "bundled.cjs")).toBe("3\n");
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

  it("has an entry for browsers of at most 42 kB gzipped, with all that it imports at first", () => {
    const loaded = withStaticImports("index.js");
    const total = loaded.reduce((sum, name) => sum + gzipSync(dist(name), { level: 9 }).length, 0);
    expect(total).toBeLessThanOrEqual(42_000);
    expect(loaded).not.toContain("kernels.js");
    expect(dist("index.js").toString()).toContain('import("./kernels.js")');
  });

  it("has a core that names no module of Node and generates no code, in browsers and on servers", () => {
    for (const name of ["index.js", "index.full.js", "kernels.js", "drift.js", "drift.full.js"]) {
      expect(dist(name).toString(), name).not.toMatch(/node:|require\(|\beval\(|new Function/);
    }
  });

  it("has one core in each process or page, whatever else is imported", () => {
    const cores = (name: string) => withStaticImports(name).filter((file) => /^index/.test(file));
    for (const name of ["pool.js", "drift.js"]) expect(cores(name)).toEqual(["index.js"]);
    const full = ["worker", "pool.node", "worker.node", "drift.full", "duckdb", "bullmq", "cli"];
    for (const name of full) expect(cores(`${name}.js`), name).toEqual(["index.full.js"]);
  });

  it.each([
    ["browsers", "import", ["browser"], "index.js", "drift.js"],
    ["bundlers without conditions", "import", [], "index.js", "drift.js"],
    ["Node", "import", ["node"], "index.full.js", "drift.full.js"],
    ["Cloudflare", "import", ["workerd", "worker", "browser"], "index.full.js", "drift.full.js"],
    ["Vercel's edge", "import", ["edge-light"], "index.full.js", "drift.full.js"],
    ["Node", "require", ["node"], "index.cjs", "drift.cjs"],
    ["browsers", "require", ["browser"], "index.cjs", "drift.cjs"],
  ])("gives %s that %s it the right build", async (_, kind, conditions, core, drift) => {
    const load = (name: string) => (kind === "import" ? `import(${name})` : `require(${name})`);
    const contents = [`"wasmstein"`, `"wasmstein/drift"`].map(load).join(";");
    const { metafile } = await build({
      stdin: { contents, resolveDir: folder },
      absWorkingDir: folder,
      bundle: true,
      write: false,
      metafile: true,
      platform: "neutral",
      conditions,
    });
    const kernels = kind === "import" ? "kernels.js" : "kernels.cjs";
    const files = Object.keys(metafile.inputs).map((path) => basename(path));
    expect(files.filter((name) => name !== "<stdin>").sort()).toEqual(
      [drift, core, kernels].sort(),
    );
  });
});

function dist(name: string): Buffer {
  return readFileSync(join(folder, "node_modules", "wasmstein", "dist", name));
}

/** A file of dist/ and what it loads before it runs. */
function withStaticImports(name: string, seen: string[] = []): string[] {
  if (seen.includes(name)) return seen;
  seen.push(name);
  const imports = dist(name)
    .toString()
    .matchAll(/(?:\bfrom|\bimport) ?"\.\/([\w.]+)"/g);
  for (const [, file] of imports) withStaticImports(file, seen);
  return seen;
}
