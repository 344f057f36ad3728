/** The build for browsers, whose JavaScript kernels are a file of their own, loaded where they are needed. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import * as here from "wasmstein";

/** An entry that has lost its kernels. */
const alone = mkdtempSync(join(tmpdir(), "wasmstein-alone-"));
copyFileSync("dist/index.js", join(alone, "index.js"));
writeFileSync(join(alone, "package.json"), '{ "type": "module" }');
afterAll(() => rmSync(alone, { recursive: true }));

const REMOVED = "delete globalThis.WebAssembly;";
/** As a page's policy does it: validation still works. */
const REFUSED = `WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("by policy"); } };
  WebAssembly.compile = async () => new WebAssembly.Module();`;
const MISSING = "WebAssembly is not available in this runtime";

const UNLOADABLE =
  "EngineError: init: the JavaScript kernels could not be loaded, call init again to retry: " +
  `Cannot find module '${join(alone, "kernels.js")}' imported from ${join(alone, "index.js")}`;

/** What `body` returns in a process of its own. */
function run(body: string, { flags = [] as string[], before = "", folder = "dist" } = {}) {
  const entry = JSON.stringify(pathToFileURL(join(folder, "index.js")).href);
  const code = `import * as w from ${entry};
    const caught = (error) => error.name + ": " + error.message;
    const attempt = (f) => { try { return f(); } catch (error) { return caught(error); } };
    const numbers = () => [
      w.klDivergence([1, 2, 3], [3, 1, 1]),
      w.emdGrid([1, 2, 3], [3, 1, 1], { shape: [3] }).lowerBound,
      w.binaryEntropy(0.3),
    ];
    console.log(JSON.stringify(await (async () => {${body}})()));`;
  const prelude = `data:text/javascript,${encodeURIComponent(before)}`;
  const args = ["--import", prelude, ...flags, "--input-type=module", "-e", code];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 }));
}

const numbers = [
  here.klDivergence([1, 2, 3], [3, 1, 1]),
  here.emdGrid([1, 2, 3], [3, 1, 1], { shape: [3] }).lowerBound,
  here.binaryEntropy(0.3),
];
const notLoaded = (fn: string, reason: string) =>
  `EngineError: ${fn}: the JavaScript kernels are not loaded yet, await init() first (${reason})`;

describe("the build for browsers, where WebAssembly runs", () => {
  it("computes at once and never asks for the JavaScript kernels", () => {
    const body = "return [numbers(), w.initSync().name, (await w.init()).name, numbers()];";
    expect(run(body, { folder: alone })).toEqual([numbers, "wasm", "wasm", numbers]);
  });

  it("has the JavaScript kernels after init('js'), and then goes both ways", () => {
    const body = `
      const js = () => w.useEngine("js");
      const { memoryBytes, ...info } = w.engine();
      return [attempt(js), info, await w.init("js"), numbers(), w.useEngine("wasm").name, js(),
        numbers(), w.useEngine("auto").name, numbers()];`;
    expect(run(body)).toEqual([
      'EngineError: useEngine: the JavaScript kernels are not loaded yet, await init("js") first',
      { name: "wasm" },
      { name: "js", reason: "chosen by init", memoryBytes: 0 },
      numbers,
      "wasm",
      { name: "js", reason: "chosen by useEngine", memoryBytes: 0 },
      numbers,
      "wasm",
      numbers,
    ]);
  });

  it("keeps to what was chosen when init is called without a source, also while that waits", () => {
    const body = `
      await w.init("js");
      const names = [(await w.init()).name, w.initSync().name];
      w.useEngine("wasm");
      names.push((await w.init()).name, w.initSync().name);
      return names;`;
    expect(run(body)).toEqual(["js", "js", "wasm", "wasm"]);
    const late = `
      await import(${JSON.stringify(pathToFileURL("dist/kernels.js").href)});
      const loading = w.init("js");
      const waiting = w.init();
      await loading;
      return [(await waiting).name, w.engine().name];`;
    expect(run(late)).toEqual(["js", "js"]);
  });

  it("compiles once, however many wait, and uses what a call has made meanwhile", () => {
    const before = `globalThis.compiled = 0;
      const { compile } = WebAssembly;
      WebAssembly.compile = async (bytes) => {
        const module = await compile(bytes);
        // Node compiles a parser of HTTP when the loader asks whether there is a Response.
        if (WebAssembly.Module.exports(module).some(({ name }) => name === "informationRows")) compiled++;
        return module;
      };`;
    const body = `
      const waiting = [w.init(), w.init(), w.init()];
      const early = numbers();
      const { memoryBytes } = w.engine();
      const infos = await Promise.all(waiting);
      return [compiled, early, infos.every((info) => info.memoryBytes === memoryBytes)];`;
    expect(run(body, { before })).toEqual([1, numbers, true]);
  });

  it("stays on wasm if init('js') fails", () => {
    const body = `
      return [await w.init("js").catch(caught), w.engine().name, numbers()];`;
    expect(run(body, { folder: alone })).toEqual([UNLOADABLE, "wasm", numbers]);
  });
});

describe.each([
  { where: "under --jitless", reason: MISSING, flags: ["--jitless"] },
  { where: "without the global", reason: MISSING, before: REMOVED },
  {
    where: "without SIMD",
    reason: "this runtime's WebAssembly has no SIMD",
    flags: ["--no-enable-sse4-1"],
  },
  {
    where: "where compiling is refused",
    reason: "WebAssembly compilation was refused: by policy",
    before: REFUSED,
  },
])("the build for browsers, $where", ({ reason, flags = [], before = "" }) => {
  const js = { name: "js", reason, memoryBytes: 0 };

  it("says in a call that comes too early what to wait for, and after init has the same numbers", () => {
    const body = `
      return [attempt(() => w.entropy([1, 1])), attempt(() => w.selfInformation(0.5)),
        attempt(() => w.initSync()), w.engine(), w.useEngine("auto"), await w.init(), numbers(),
        w.initSync(), attempt(() => w.useEngine("wasm"))];`;
    expect(run(body, { flags, before })).toEqual([
      notLoaded("entropy", reason),
      notLoaded("selfInformation", reason),
      notLoaded("initSync", reason),
      js,
      js,
      js,
      numbers,
      js,
      `EngineError: useEngine: the wasm engine cannot run here: ${reason}`,
    ]);
  });

  it("loads by itself as soon as it is imported", () => {
    const body = `
      for (let k = 0; k < 2000; k++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        const result = attempt(numbers);
        if (typeof result !== "string") return [w.engine(), result];
      }`;
    expect(run(body, { flags, before })).toEqual([js, numbers]);
  });

  it("ends a request whose answer it does not need, and says what is no source", () => {
    const body = `
      let cancelled = false;
      // Node's own Response needs WebAssembly.
      const response = { [Symbol.toStringTag]: "Response", body: { cancel: () => { cancelled = true; } } };
      const fetched = Promise.resolve(response);
      const names = [await w.init(fetched), await w.init(Promise.reject(new Error("offline")))];
      await new Promise((resolve) => setTimeout(resolve, 20)); // for a rejection that nobody handles
      return [names.map(({ name }) => name), cancelled, await w.init(42).catch(caught), attempt(() => w.initSync(42))];`;
    const kinds = "a WebAssembly.Module or its bytes";
    expect(run(body, { flags, before })).toEqual([
      ["js", "js"],
      true,
      `TypeError: init: source is 42, expected ${kinds}, a Response, or "js"`,
      `TypeError: initSync: source is 42, expected ${kinds}`,
    ]);
  });

  it("waits in init with a source, and in init('js')", () => {
    const body =
      "return [await w.init(new Uint8Array(8)), numbers(), await w.init('js'), numbers()];";
    const chosen = { name: "js", reason: "chosen by init", memoryBytes: 0 };
    expect(run(body, { flags, before })).toEqual([js, numbers, chosen, numbers]);
  });
});

describe("the build for browsers, without WebAssembly and offline", () => {
  it("rejects in init, leaves no rejection unhandled, and loads the next time", () => {
    const at = (name: string) => JSON.stringify(join(alone, name));
    const body = `
      await new Promise((resolve) => setTimeout(resolve, 300));
      const messages = [await w.init().catch(caught), await w.init("js").catch(caught)];
      const { copyFileSync } = await import("node:fs");
      copyFileSync("dist/kernels.js", ${at("kernels.js")});
      return [...messages, attempt(numbers), await w.init(), numbers()];`;
    const result = run(body, { flags: ["--jitless"], folder: alone });
    rmSync(join(alone, "kernels.js"));
    expect(result).toEqual([
      UNLOADABLE,
      UNLOADABLE,
      notLoaded("klDivergence", MISSING),
      { name: "js", reason: MISSING, memoryBytes: 0 },
      numbers,
    ]);
  });
});

describe("the build for browsers, where only the whole module is refused", () => {
  it("finds out in the first call, and loads from then on", () => {
    const body = `
      const first = attempt(() => w.entropy([1, 1]));
      const { reason } = w.engine();
      return [first, reason, (await w.init()).name, numbers()];`;
    const [first, reason, name, after] = run(body, { flags: ["--wasm-max-module-size=1000"] });
    expect(reason).toMatch(/^WebAssembly compilation was refused: /);
    expect([first, name, after]).toEqual([notLoaded("entropy", reason), "js", numbers]);
  });

  it("knows at once where only small modules are compiled on a page's own thread, as in old Chrome", () => {
    const before = `const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, { construct(target, [bytes]) {
        if (bytes.byteLength > 4096) throw new RangeError("too large for the main thread");
        return new target(bytes);
      } });`;
    const body = `
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [numbers(), w.engine().reason];`;
    const reason = "WebAssembly compilation was refused: too large for the main thread";
    expect(run(body, { before })).toEqual([numbers, reason]);
  });

  it("can have the module from elsewhere, and keeps to it", () => {
    const body = `
      return [(await w.init(given)).name, numbers(), w.initSync(given).name, w.useEngine("auto").name,
        (await w.init(new Uint8Array(8))).name, (await w.init()).name, numbers()];`;
    const before = `import { readFileSync } from "node:fs";
      globalThis.given = new WebAssembly.Module(readFileSync(${JSON.stringify(join(process.cwd(), "dist/wasmstein.wasm"))}));
      const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, { construct() { throw new WebAssembly.CompileError("by policy"); } });`;
    const all = ["wasm", numbers, "wasm", "wasm", "wasm", "wasm", numbers];
    expect(run(body, { before })).toEqual(all);
  });
});
