/** The pool in Chromium: the bits of Node, and where its workers come from. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as functions from "wasmstein";
import * as w from "wasmstein";
import type { Pool as PoolClass } from "wasmstein/pool";
import { openPage } from "../../support/chromium";

// What the page has, in which the functions that are handed to page.evaluate run.
declare const Pool: typeof PoolClass;
declare const wasmstein: typeof functions;
declare global {
  var values: (length: number, seed: number) => Float64Array;
}

let page: Page;
let close: () => Promise<void>;

/** The same numbers here and in the page, whole so that no engine could round them otherwise. */
function wholes(length: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % 1000;
  });
}

beforeAll(async () => {
  ({ page, close } = await openPage());
  await page.evaluate(`globalThis.values = ${wholes}`);
});
afterAll(() => close?.());

describe("a pool in Chromium", () => {
  it("works on a page that is not isolated", async () => {
    expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([
      false,
      "undefined",
    ]);
  });

  it("has the bits of Node for pairwise", async () => {
    const options = { bins: 10, cost: wholes(100, 3) };
    const [P, Q] = [wholes(700, 1), wholes(1300, 2)];
    for (const measure of ["emd", "js", "wasserstein"] as const) {
      const inPage = await page.evaluate(async (measure) => {
        const pool = new Pool({ size: 2 });
        const [P, Q] = [values(700, 1), values(1300, 2)];
        const options = { bins: 10, cost: values(100, 3), transfer: true };
        const result = await pool.pairwise(measure, P, Q, options);
        await pool.close();
        return { result: Array.from(result), left: P.length };
      }, measure);
      expect(inPage).toEqual({ result: Array.from(w.pairwise(measure, P, Q, options)), left: 0 });
    }
  });

  it("has every field of Node for emdGrid", async () => {
    const solve = () => w.emdGrid(wholes(1024, 5), wholes(1024, 6), { shape: [32, 32] });
    const inPage = await page.evaluate(async () => {
      const pool = new Pool({ size: 1 });
      const grid = { shape: [32, 32] };
      const result = await pool.emdGrid(values(1024, 5), values(1024, 6), grid);
      await pool.close();
      return JSON.stringify(result);
    });
    expect(inPage).toBe(JSON.stringify(solve()));
  });

  it("takes memory that cannot be moved as it is", async () => {
    const result = await page.evaluate(async () => {
      const pool = new Pool({ size: 1 });
      const memory = new WebAssembly.Memory({ initial: 1 });
      const masses = new Float64Array(memory.buffer, 64, 2).fill(1);
      const { cost } = await pool.emd(masses, [2, 2], [1, 1, 1, 1], { transfer: true });
      await pool.close();
      return [cost, masses.length];
    });
    expect(result).toEqual([1, 2]);
  });

  it("says what to do where there is no script of a worker", async () => {
    const message = await page.evaluate(async () => {
      const pool = new Pool({ worker: "/assets/worker.js" });
      const error = await pool.emd([1], [1], [1]).catch((error) => error);
      await pool.close();
      return [error instanceof wasmstein.EngineError, error.message];
    });
    expect(message).toEqual([
      true,
      "emd: the worker crashed twice on the same work: its script cannot be loaded; serve a copy of wasmstein/worker and give its address as worker",
    ]);
  });

  it("takes the worker from where it is told", async () => {
    const costs = await page.evaluate(async () => {
      const sources = [
        "/dist/worker.js",
        new URL("/dist/worker.js", location.href),
        () => new Worker("/dist/worker.js", { type: "module" }),
      ];
      const costs = [];
      for (const worker of sources) {
        const pool = new Pool({ worker, engine: "js" });
        costs.push((await pool.emd([1], [1], [6])).cost);
        await pool.close();
      }
      return costs;
    });
    expect(costs).toEqual([6, 6, 6]);
  });

  it("refuses calls when it is closed", async () => {
    const message = await page.evaluate(async () => {
      const pool = new Pool();
      const last = pool.emd([1], [1], [1]);
      await pool.close();
      await last;
      return pool.emd([1], [1], [1]).catch((error) => error.message);
    });
    expect(message).toBe("emd: the pool is closed");
  });
});
