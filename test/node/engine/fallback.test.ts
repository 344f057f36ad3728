/** Falling back in processes where WebAssembly really is missing, lacking or refused. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const script = `
  const [a, b] = [[1, 2, 3], [3, 1, 1]];
  const result = {
    engine: w.engine(),
    kl: w.klDivergence(a, b),
    emd: w.emd(a, b, [0, 1, 2, 1, 0, 1, 2, 1, 0]).cost,
    grid: w.emdGrid(a, b, { shape: [3] }).lowerBound,
  };
  console.log(JSON.stringify(result));
`;

/** What the script prints in a new process, after `prelude`, under these flags of node. */
function run(flags: string[], prelude = "", body = script) {
  const entry = JSON.stringify(join(process.cwd(), "dist", "index.cjs"));
  const code = `${prelude}\nconst w = require(${entry});\n${body}`;
  const output = execFileSync(process.execPath, [...flags, "-e", code], { encoding: "utf8" });
  return JSON.parse(output.trim().split("\n").at(-1) as string);
}

const normal = run([]);

/** The same numbers, from JavaScript, with this reason. */
function expectFallback(result: typeof normal, reason: RegExp) {
  expect(result.engine.name).toBe("js");
  expect(result.engine.reason).toMatch(reason);
  expect({ ...result, engine: 0 }).toEqual({ ...normal, engine: 0 });
}

describe("a Node process", () => {
  it("runs on wasm, with no reason to give", () => {
    expect(normal.engine.name).toBe("wasm");
    expect(normal.engine).not.toHaveProperty("reason");
    expect(normal.engine.memoryBytes).toBeGreaterThan(0);
  });

  it("without WebAssembly (--jitless) falls back", () => {
    expectFallback(run(["--jitless"]), /^WebAssembly is not available in this runtime$/);
  });

  it("whose WebAssembly global was removed falls back", () => {
    expectFallback(run([], "delete globalThis.WebAssembly;"), /^WebAssembly is not available/);
  });

  it("whose WebAssembly has no SIMD falls back", () => {
    // V8 compiles no SIMD for a processor without SSE4.1.
    expectFallback(run(["--no-enable-sse4-1"]), /^this runtime's WebAssembly has no SIMD$/);
  });

  it("in which compilation is refused falls back, with the refusal as the reason", () => {
    // A context in which V8 may not generate code from WebAssembly, as a page's policy may demand.
    const body = `
      const vm = require("node:vm");
      const { readFileSync } = require("node:fs");
      const dist = ${JSON.stringify(join(process.cwd(), "dist"))};
      const load = (name) => {
        const code = readFileSync(require("node:path").join(dist, name), "utf8");
        const wrapped = "(() => { const module = { exports: {} };" + code + "; return module.exports; })()";
        return vm.runInContext(wrapped, context);
      };
      const context = vm.createContext(
        { console, atob, performance, TextDecoder, require: load },
        { codeGeneration: { strings: false, wasm: false } },
      );
      context.w = load("index.cjs");
      vm.runInContext(${JSON.stringify(script)}, context);`;
    const reason = /^WebAssembly compilation was refused: .*disallowed by embedder/;
    expectFallback(run([], "", body), reason);
  });

  it("in which the module is too large falls back", () => {
    expectFallback(run(["--wasm-max-module-size=1000"]), /^WebAssembly compilation was refused: /);
  });

  it("in which no memory can be had falls back", () => {
    expectFallback(run(["--wasm-max-mem-pages=0"]), /^WebAssembly compilation was refused: /);
  });

  it("that forces wasm without having it gets an EngineError that says why", () => {
    const body = `
      try { w.useEngine("wasm") } catch (error) {
        console.log(JSON.stringify({ name: error.name, message: error.message }));
      }`;
    expect(run(["--jitless"], "", body)).toEqual({
      name: "EngineError",
      message:
        "useEngine: the wasm engine cannot run here: WebAssembly is not available in this runtime",
    });
  });

  it("initialises from nothing, from bytes, from a module, and from a response", () => {
    const wasm = JSON.stringify(join(process.cwd(), "dist", "wasmstein.wasm"));
    const body = `
      (async () => {
        const bytes = require("node:fs").readFileSync(${wasm});
        const response = () => new Response(bytes, { headers: { "content-type": "application/wasm" } });
        const infos = [
          await w.init(), await w.init(bytes), await w.init(new WebAssembly.Module(bytes)),
          await w.init(response()), await w.init(Promise.resolve(response())),
          w.initSync(), w.initSync(bytes), w.initSync(new WebAssembly.Module(bytes)),
        ];
        console.log(JSON.stringify(infos.map(({ name }) => name)));
      })()`;
    expect(run([], "", body)).toEqual(new Array(8).fill("wasm"));
    expect(
      run(
        ["--jitless"],
        "delete globalThis.WebAssembly",
        "w.init().then((i) => console.log(JSON.stringify(i.name)))",
      ),
    ).toBe("js");
  });

  it("refuses a source that is no wasmstein", () => {
    const body = `
      (async () => {
        const messages = [];
        const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
        w.engine();
        for (const source of [Uint8Array.of(1, 2, 3), empty]) {
          try { w.initSync(source) } catch (error) { messages.push(error.name + ": " + error.message) }
          await w.init(source).catch((error) => messages.push(error.name + ": " + error.message));
        }
        console.log(JSON.stringify([...messages, w.engine().name, w.entropy([1, 1], { base: 2 })]));
      })()`;
    const [first, second, third, fourth, name, bit] = run([], "", body);
    for (const message of [first, second, third, fourth])
      expect(message).toMatch(/^EngineError: init(Sync)?: the given source cannot be used: /);
    expect(name).toBe("wasm");
    expect(bit).toBe(1);
  });
});
