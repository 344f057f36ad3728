/** One app and the packed package, in every runtime that has no page: the same numbers, to the last bit. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { beforeAll, describe, expect, it } from "vitest";
import { packedPackage } from "../../support/packed";

const { folder, at, write, run, addApps } = packedPackage();
const JEST = join(process.cwd(), "node_modules", "jest", "bin", "jest.js");

let expected: string;

beforeAll(async () => {
  addApps();
  expected = run("node", "app.mjs");
  // The same app with `require("wasmstein")` in place of the imports.
  await build({
    entryPoints: [at("app.mjs")],
    outfile: at("app.cjs"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
  });
});

/** What a Worker answers, bundled as Cloudflare's own tool does it. */
async function answerOf(worker: string) {
  const { outputFiles } = await build({
    entryPoints: [at(worker)],
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    // Compiled modules are handed over beside the script.
    alias: { "wasmstein/wasmstein.wasm": "./wasmstein.wasm" },
    external: ["./wasmstein.wasm"],
  });
  const binary = readFileSync(at("node_modules", "wasmstein", "dist", "wasmstein.wasm"));
  const runtime = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.mjs", contents: outputFiles[0].text },
      { type: "CompiledWasm", path: "/wasmstein.wasm", contents: binary },
    ],
  });
  try {
    const response = await runtime.dispatchFetch("http://localhost/");
    return (await response.json()) as { engine: string; reason?: string };
  } finally {
    await runtime.dispose();
  }
}

describe("an app with the packed package", () => {
  it("prints the same from a worker thread as from the main thread of Node", () => {
    const { engine, solved, pooled } = JSON.parse(expected);
    expect(engine).toBe("wasm");
    expect(pooled).toEqual(solved);
  });

  it("prints the same as CommonJS in Node", () => {
    expect(readFileSync(at("app.cjs"), "utf8")).toMatch(/require\("wasmstein\/pool"\)/);
    expect(run("node", "app.cjs")).toBe(expected);
  });

  it("prints the same in Jest, whose arrays are of another realm than Node's", () => {
    write(
      "app.test.cjs",
      `
      test("the app", async () => {
        const printed = await new Promise((resolve) => {
          console.log = resolve;
          require("./app.cjs");
        });
        expect(printed + "\\n").toBe(${JSON.stringify(expected)});
        expect(require("wasmstein").pairwise("js", [1, 1], [1, 3], { bins: 2 })).toBeInstanceOf(Float64Array);
      });`,
    );
    const config = { rootDir: folder, transform: {}, testMatch: ["**/app.test.cjs"] };
    expect(() =>
      run(process.execPath, JEST, "--ci", "--no-watchman", "--config", JSON.stringify(config)),
    ).not.toThrow();
  });

  it("answers the same in workerd, on wasm with the module that is handed over", async () => {
    const { pooled, ...direct } = JSON.parse(expected);
    expect(await answerOf("worker-module.mjs")).toEqual(direct);
  });

  it("answers the same in workerd without a module, on JavaScript, and says why", async () => {
    const { pooled, ...direct } = JSON.parse(expected);
    const { reason, ...answer } = await answerOf("worker-plain.mjs");
    expect(answer).toEqual({ ...direct, engine: "js" });
    expect(reason).toMatch(/^WebAssembly compilation was refused: .*disallowed by embedder/);
  });
});
