/** Stopping a call, and hearing of its progress. */
import { getEventListeners } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import type { Pairs } from "wasmstein/pool";
import { errorOf, exact, pools, WORKER } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

const make = pools();
const pool = make({ size: 2 });
const next = random(14);
const SIDE = 128;
const image = randoms(next, SIDE * SIDE);
const other = randoms(next, SIDE * SIDE);
const P = randoms(next, 1500 * 64);

const longGrid = (signal: AbortSignal) =>
  pool.emdGrid(image, other, { shape: [SIDE, SIDE], signal });
const longBatch = (signal: AbortSignal) => pool.pairwise("js", P, P, { bins: 64, signal });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function expectWorking() {
  expect((await pool.emd([1, 2], [2, 1], [0, 3, 3, 0])).cost).toBe(1);
  const small = P.subarray(0, 640);
  expect(exact(await pool.pairwise("js", small, small, { bins: 64 }))).toBe(
    exact(w.pairwise("js", small, small, { bins: 64 })),
  );
  expect(pool.waiting).toBe(0);
}

describe("a signal", () => {
  it("that is aborted before rejects with its reason, and the inputs are kept", async () => {
    const values = P.slice();
    const signal = AbortSignal.abort("not today");
    const options = { signal, transfer: true };
    const batch = { bins: 64, ...options };
    await expect(pool.pairwise("js", values, values, batch)).rejects.toBe("not today");
    await expect(pool.emdGrid(values, values, { shape: [values.length], ...options })).rejects.toBe(
      "not today",
    );
    expect(values.length).toBe(P.length);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each([
    ["a solve", longGrid],
    ["a batch", longBatch],
  ])("stops %s in the middle, at once", async (_name, start) => {
    const abort = new AbortController();
    const call = start(abort.signal);
    await pause(150);
    const began = performance.now();
    const reason = new Error("changed my mind");
    abort.abort(reason);
    expect(await errorOf(() => call)).toBe(reason);
    expect(performance.now() - began).toBeLessThan(100);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    await expectWorking();
  });

  it("stops a call before any worker has begun it", async () => {
    const abort = new AbortController();
    const calls = [longGrid, longBatch, longGrid, longBatch].map((start) => start(abort.signal));
    abort.abort();
    for (const call of calls) expect((await errorOf(() => call)).name).toBe("AbortError");
    await expectWorking();
  });

  it("stops its own call only", async () => {
    const abort = new AbortController();
    const small = P.subarray(0, 6400);
    const calls = Array.from({ length: 10 }, () => pool.pairwise("kl", small, small, { bins: 64 }));
    const stopped = longBatch(abort.signal);
    const later = Array.from({ length: 10 }, (_, k) => pool.emd([1], [1], [k]));
    setTimeout(() => abort.abort(), 20);
    expect((await errorOf(() => stopped)).name).toBe("AbortError");
    const expected = exact(w.pairwise("kl", small, small, { bins: 64 }));
    for (const result of await Promise.all(calls)) expect(exact(result)).toBe(expected);
    expect((await Promise.all(later)).map(({ cost }) => cost)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it("that runs out of time rejects with a TimeoutError", async () => {
    const error = await errorOf(() => longGrid(AbortSignal.timeout(60)));
    expect(error.name).toBe("TimeoutError");
    await expectWorking();
  });

  it("that is aborted after the result changes nothing", async () => {
    const abort = new AbortController();
    const result = await pool.emd([1], [1], [7], { signal: abort.signal });
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    abort.abort();
    await pause(20);
    expect(result.cost).toBe(7);
    await expectWorking();
  });

  it("may be aborted a hundred times around the moment of the result", async () => {
    for (let k = 0; k < 100; k++) {
      const abort = new AbortController();
      const call = pool.emd([1], [1], [k], { signal: abort.signal });
      const other = pool.emd([1], [1], [k + 1]);
      setTimeout(() => abort.abort(), k % 4);
      const cost = await call.then(
        (result) => result.cost,
        (error) => error.name,
      );
      expect([k, "AbortError"]).toContain(cost);
      expect((await other).cost).toBe(k + 1);
    }
    await expectWorking();
  });

  it("may be shared by a thousand calls", async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on("warning", warn);
    const abort = new AbortController();
    const calls = Array.from({ length: 1000 }, (_, k) =>
      pool.emd([1], [1], [k], { signal: abort.signal }),
    );
    await calls[100];
    abort.abort();
    const outcomes = await Promise.allSettled(calls);
    const fulfilled = outcomes.filter(({ status }) => status === "fulfilled");
    expect(fulfilled.length).toBeGreaterThan(90);
    expect(fulfilled.length).toBeLessThan(1000);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    await pause(1); // warnings come a moment later
    process.off("warning", warn);
    expect(warnings).toEqual([]);
    await expectWorking();
  });

  it("of each of a thousand calls may be aborted in one go, and costs few workers", async () => {
    let made = 0;
    const worker = () => {
      made++;
      return new Worker(WORKER);
    };
    const pool = make({ size: 2, worker });
    const aborts = Array.from({ length: 1000 }, () => new AbortController());
    const calls = aborts.map(({ signal }, k) => pool.emd([1], [1], [k], { signal }));
    await calls[0];
    for (const abort of aborts) abort.abort();
    await Promise.allSettled(calls);
    expect((await pool.emd([1], [1], [9])).cost).toBe(9);
    expect(made).toBeLessThan(6);
  });
});

describe("onProgress", () => {
  it("of a batch counts the pairs, up to all of them", async () => {
    const seen: Pairs[] = [];
    const small = P.subarray(0, 300 * 64);
    await pool.pairwise("js", small, small, { bins: 64, onProgress: (pairs) => seen.push(pairs) });
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.every(({ total }) => total === 90_000)).toBe(true);
    expect(seen.every(({ done }, k) => done > (seen[k - 1]?.done ?? 0))).toBe(true);
    expect(seen.at(-1)?.done).toBe(90_000);
  });

  it("of a solve brings what that of the function does", async () => {
    const seen: w.Progress[] = [];
    const shape = [64, 64];
    const [a, b] = [image.subarray(0, 4096), other.subarray(0, 4096)];
    const onProgress = (progress: w.Progress) => seen.push(progress);
    const result = await pool.emdGrid(a, b, { shape, onProgress });
    expect(exact(result)).toEqual(exact(w.emdGrid(a, b, { shape })));
    expect(seen.length).toBeGreaterThan(2);
    for (const [k, { pivots, cost, elapsedMs }] of seen.entries()) {
      expect(pivots).toBeGreaterThan(seen[k - 1]?.pivots ?? 0);
      expect(elapsedMs).toBeGreaterThan(seen[k - 1]?.elapsedMs ?? 0);
      expect(cost).toBeGreaterThan(0);
    }
  });

  it("ends the call with what it throws", async () => {
    const reason = new Error("seen enough");
    const onProgress = () => {
      throw reason;
    };
    const began = performance.now();
    expect(
      await errorOf(() => pool.emdGrid(image, other, { shape: [SIDE, SIDE], onProgress })),
    ).toBe(reason);
    expect(await errorOf(() => pool.pairwise("js", P, P, { bins: 64, onProgress }))).toBe(reason);
    expect(performance.now() - began).toBeLessThan(2000);
    await expectWorking();
    // also with the last of it
    expect(await errorOf(() => pool.paired("kl", [1, 2], [1, 2], { bins: 2, onProgress }))).toBe(
      reason,
    );
    await expectWorking();
  });

  it("may abort its own call, and begin another", async () => {
    const abort = new AbortController();
    const begun: Promise<w.TransportResult>[] = [];
    const call = pool.pairwise("js", P, P, {
      bins: 64,
      signal: abort.signal,
      onProgress() {
        begun.push(pool.emd([1], [1], [5]));
        if (begun.length === 3) abort.abort();
      },
    });
    expect((await errorOf(() => call)).name).toBe("AbortError");
    expect((await Promise.all(begun)).map(({ cost }) => cost)).toEqual([5, 5, 5]);
    await expectWorking();
  });
});
