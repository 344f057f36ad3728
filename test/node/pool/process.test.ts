/** A pool in a process of its own: its end, its module systems and its flags. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const ESM = pathToFileURL(resolve("dist/pool.node.js")).href;
const CJS = resolve("dist/pool.node.cjs");

/** The output of a script that has a Pool; it must end by itself, with nothing to complain of. */
function run(body: string, flags: string[] = ["--input-type=module"]) {
  const prelude = flags.includes("--input-type=module")
    ? `import { Pool } from "${ESM}";`
    : `const { Pool } = require(${JSON.stringify(CJS)});`;
  const script = `${prelude}
    process.on("unhandledRejection", () => { console.log("UNHANDLED"); process.exit(3); });
    ${body}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, "-e", script], {
    encoding: "utf8",
    timeout: 20_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

const SLOW = `
  const side = 128;
  const image = Float64Array.from({ length: side * side }, (_, k) => (k * 7919) % 1013);
  const other = image.slice().reverse().map((x, k) => x + (k % 5));
  const abort = new AbortController();
  const slow = pool.emdGrid(image, other, { shape: [side, side], signal: abort.signal });`;

describe("a process", () => {
  it("ends with a pool that never worked", () => {
    expect(run("new Pool(); console.log(1)")).toBe("1\n");
  });

  it("ends with a pool that is idle and not closed", () => {
    expect(
      run(`const pool = new Pool({ size: 2 });
        const calls = [1, 2, 3].map((k) => pool.emd([1], [1], [k]));
        for (const call of calls) console.log((await call).cost);`),
    ).toBe("1\n2\n3\n");
  });

  it("lives while a call is under way that nobody awaits", () => {
    expect(
      run(`const pool = new Pool();
        pool.paired("kl", [1, 2], [2, 1], { bins: 2, onProgress: ({ done }) => console.log(done) });`),
    ).toBe("1\n");
  });

  it("ends with a pool whose call was aborted", () => {
    expect(
      run(`const pool = new Pool({ size: 1 }); ${SLOW}
        setTimeout(() => abort.abort(), 100);
        console.log(await slow.catch((error) => error.name));`),
    ).toBe("AbortError\n");
  });

  it("ends with a pool whose workers never start", () => {
    expect(
      run(`const pool = new Pool({ worker: "/nowhere.js" });
        console.log(await pool.emd([1], [1], [1]).catch((error) => error.name));`),
    ).toBe("EngineError\n");
  });

  it("ends after close, with calls and without", () => {
    expect(
      run(`const pool = new Pool({ size: 1 });
        const call = pool.emd([1], [1], [2]);
        await pool.close();
        console.log((await call).cost);`),
    ).toBe("2\n");
  });

  it("goes on while a worker solves: its timers keep their time", () => {
    const out = run(`const pool = new Pool({ size: 1 }); ${SLOW}
      let ticks = 0;
      const timer = setInterval(() => { if (++ticks === 30) abort.abort(); }, 5);
      const began = performance.now();
      await slow.catch(() => {});
      clearInterval(timer);
      console.log(performance.now() - began < 1500);`);
    expect(out).toBe("true\n");
  });

  it("may be CommonJS, and have classes of errors in common with the functions", () => {
    const body = `
      const { EngineError, emdGrid } = require(${JSON.stringify(resolve("dist/index.cjs"))});
      const pool = new Pool({ size: 1 });
      (async () => {
        const { cost } = await pool.emdGrid([1, 0, 2], [0, 3, 0], { shape: [3] });
        console.log(cost === emdGrid([1, 0, 2], [0, 3, 0], { shape: [3] }).cost);
        const broken = new Pool({ worker: "/nowhere.js" });
        const error = await broken.emd([1], [1], [1]).catch((error) => error);
        console.log(error instanceof EngineError);
      })();`;
    expect(run(body, [])).toBe("true\ntrue\n");
  });

  it.each([
    "--jitless --no-expose-wasm",
    "--disallow-code-generation-from-strings",
    "--no-warnings",
  ])("may run with %s", (flags) => {
    const body = "new Pool().emd([1], [1], [2]).then(({ cost }) => console.log(cost));";
    expect(run(body, flags.split(" "))).toBe("2\n");
    expect(run(body, ["--input-type=module", ...flags.split(" ")])).toBe("2\n");
  });
});
