/** Workers that die: their part is done once more, and then the call rejects with the cause. */
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { badWorker, errorOf, exact, firstOf, pools, WORKER } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

const make = pools();
const next = random(15);
const P = randoms(next, 300 * 10);
const cost = randoms(next, 100);
const batch = { bins: 10, cost };
const expected = exact(w.pairwise("emd", P, P, batch));

describe.each(["exits", "throws", "chatters"] as const)("a worker that %s", (name) => {
  it("the first time is replaced, and nothing is lost", async () => {
    for (const size of [1, 3]) {
      const { worker, made } = firstOf(badWorker(name), size);
      const pool = make({ size, worker });
      expect(exact(await pool.pairwise("emd", P, P, batch))).toBe(expected);
      expect((await pool.emd([1], [1], [3])).cost).toBe(3);
      expect(made()).toBe(2 * size);
    }
  });

  it("always rejects the call with the cause, and the pool goes on", async () => {
    const { worker, made } = firstOf(badWorker(name), 2);
    const pool = make({ size: 1, worker });
    const error = await errorOf(() => pool.emd([1], [1], [3]));
    const causes = {
      exits: "the worker exited with code 7",
      throws: "no such kernel",
      chatters: "it does not answer as wasmstein/worker does",
    };
    expect(error).toBeInstanceOf(w.EngineError);
    expect(error.message).toBe(`emd: the worker crashed twice on the same work: ${causes[name]}`);
    expect((error.cause as Error).message).toBe(causes[name]);
    expect(made()).toBe(2);
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });

  it("rejects a call whose inputs were moved to it at once", async () => {
    const { worker, made } = firstOf(badWorker(name), 1);
    const pool = make({ size: 1, worker });
    const error = await errorOf(() =>
      pool.emd(P.slice(0, 10), P.slice(0, 10), cost.slice(), { transfer: true }),
    );
    expect(error).toBeInstanceOf(w.EngineError);
    expect(error.message).toMatch(
      /^emd: the worker crashed; its inputs were transferred, so it cannot be retried: /,
    );
    expect(made()).toBe(1);
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });
});

describe("a pool", () => {
  it.each([
    ["a path", "/nowhere/worker.js"],
    ["a URL", new URL("file:///nowhere/worker.js")],
  ])("rejects where %s leads to no script", async (_name, worker) => {
    const pool = make({ size: 2, worker });
    const error = await errorOf(() => pool.pairwise("emd", P, P, batch));
    expect(error).toBeInstanceOf(w.EngineError);
    expect(error.message).toMatch(
      /^pairwise: the worker crashed twice on the same work: Cannot find module/,
    );
    expect(error.cause).toHaveProperty("code");
  });

  it("rejects with what its source of workers throws", async () => {
    const pool = make({
      worker() {
        throw new Error("no more threads");
      },
    });
    const told =
      "a worker cannot be started, serve a copy of wasmstein/worker and give its address as worker: no more threads";
    await expect(pool.emd([1], [1], [1])).rejects.toThrow(new w.EngineError(`emd: ${told}`));
    await expect(pool.pairwise("kl", P, P, batch)).rejects.toThrow(`pairwise: ${told}`);
    expect(pool.waiting).toBe(0);
  });

  it("settles every waiting call, each after two workers", async () => {
    const { worker, made } = firstOf(badWorker("throws"), Infinity);
    const pool = make({ size: 2, worker });
    const calls = Array.from({ length: 20 }, (_, k) =>
      k % 2 ? pool.emd([1], [1], [k]) : pool.paired("kl", [1, 2], [2, 1], { bins: 2 }),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(made()).toBe(40);
  });

  it("survives workers that are killed while they work, whatever waits", async () => {
    const workers: Worker[] = [];
    const pool = make({
      size: 2,
      worker() {
        const worker = new Worker(WORKER);
        workers.push(worker);
        return worker;
      },
    });
    const calls = Array.from({ length: 6 }, () => pool.pairwise("emd", P, P, batch));
    await pool.emd([1], [1], [1]);
    for (const worker of workers.slice()) worker.terminate();
    for (const result of await Promise.all(calls)) expect(exact(result)).toBe(expected);
    // Idle ones too.
    for (const worker of workers) await worker.terminate();
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });

  it("whose worker is killed over a call that was aborted serves the next", async () => {
    const workers: Worker[] = [];
    const pool = make({
      size: 1,
      worker() {
        workers.push(new Worker(WORKER));
        return workers.at(-1);
      },
    });
    await pool.emd([1], [1], [1]);
    const abort = new AbortController();
    const call = pool.pairwise("emd", P, P, { ...batch, signal: abort.signal });
    workers[0].terminate();
    abort.abort();
    expect((await errorOf(() => call)).name).toBe("AbortError");
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
    expect(workers.length).toBe(2);
  });
});
