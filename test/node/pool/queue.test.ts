/** Many calls at a time, in order and within bounds, and the end of a pool. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { Pool } from "wasmstein/pool";
import { errorOf, exact, pools } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

const make = pools();
const next = random(16);
const image = randoms(next, 64 * 64);
const other = randoms(next, 64 * 64);
const grid = { shape: [64, 64] };
const P = randoms(next, 300 * 64);

describe("many calls", () => {
  it("are each answered with their own result, first come first served", async () => {
    const pool = make({ size: 1 });
    const order: number[] = [];
    const calls = Array.from({ length: 300 }, async (_, k) => {
      const { cost } = await pool.emd([1], [1], [k]);
      order.push(k);
      return cost;
    });
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 300 }, (_, k) => k));
    expect(order.every((k, at) => k === at)).toBe(true);
    expect(pool.waiting).toBe(0);
  });

  it("are thousands, and handed out without delay", async () => {
    const pool = make({ size: 2 });
    const began = performance.now();
    const calls = Array.from({ length: 10_000 }, () =>
      pool.paired("kl", [1, 2], [2, 1], { bins: 2 }),
    );
    expect(performance.now() - began).toBeLessThan(2000);
    const expected = exact(w.paired("kl", [1, 2], [2, 1], { bins: 2 }));
    for (const result of await Promise.all(calls)) expect(exact(result)).toBe(expected);
  });

  it("do not wait behind a long one while another worker is free", async () => {
    const pool = make({ size: 2 });
    const abort = new AbortController();
    let ended = false;
    const end = () => {
      ended = true;
    };
    const shape = [256, 256];
    const long = randoms(next, 256 * 256);
    pool.emdGrid(long, long.slice().reverse(), { shape, signal: abort.signal }).then(end, end);
    for (let k = 0; k < 5; k++) {
      const results = await Promise.all([pool.emd([1], [1], [1]), pool.emd([1], [1], [2])]);
      expect(results.map(({ cost }) => cost)).toEqual([1, 2]);
    }
    expect(ended).toBe(false);
    abort.abort();
  });

  it("of all kinds mix, and all have the bits of the functions", async () => {
    const pool = make({ size: 3 });
    const [a, b] = [image.subarray(0, 64), other.subarray(0, 64)];
    const batch = { bins: 64, cost: image };
    const kinds: [() => Promise<unknown>, unknown][] = [
      [() => pool.emdGrid(a, b, { shape: [8, 8] }), w.emdGrid(a, b, { shape: [8, 8] })],
      [() => pool.emdPoints(a, b, { dim: 2 }), w.emdPoints(a, b, { dim: 2 })],
      [() => pool.emd(a, b, image, { transfer: false }), w.emd(a, b, image)],
      [() => pool.emd(a.slice(), b.slice(), image.slice(), { transfer: true }), w.emd(a, b, image)],
      [() => pool.paired("emd", P, b, batch), w.paired("emd", P, b, batch)],
      [() => pool.pairwise("psi", P, P, batch), w.pairwise("psi", P, P, batch)],
    ];
    const expected = kinds.map(([, result]) => exact(result));
    const calls = Array.from({ length: 30 }, (_, k) => kinds[k % kinds.length][0]());
    for (const [k, result] of (await Promise.all(calls)).entries()) {
      expect(exact(result)).toEqual(expected[k % kinds.length]);
    }
  });
});

describe("one call", () => {
  it("of few pairs with many bins is shared by the workers", async () => {
    const pool = make({ size: 2 });
    const seen: number[] = [];
    const bins = 300;
    const cost = Float64Array.from({ length: bins * bins }, () => next());
    const rows = P.subarray(0, 8 * bins);
    await pool.paired("emd", rows, rows, { bins, cost, onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual([4, 8]);
  });
});

describe("maxQueue", () => {
  it("bounds the calls that are not settled, and a refused call keeps its inputs", async () => {
    const pool = make({ size: 1, maxQueue: 3 });
    const calls = [1, 2, 3].map((k) => pool.emd([1], [1], [k]));
    expect(pool.waiting).toBe(3);
    const [a, b] = [image.slice(), other.slice()];
    const error = await errorOf(() => pool.emdGrid(a, b, { ...grid, transfer: true }));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe(
      "emdGrid: 3 calls are waiting, expected fewer than maxQueue = 3; wait for some of them",
    );
    expect([a.length, b.length]).toEqual([4096, 4096]);
    await expect(pool.paired("kl", P, P, { bins: 64 })).rejects.toThrow(
      "paired: 3 calls are waiting",
    );
    expect((await Promise.all(calls)).map(({ cost }) => cost)).toEqual([1, 2, 3]);
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });

  it("counts no call that was aborted", async () => {
    const pool = make({ size: 1, maxQueue: 1 });
    const abort = new AbortController();
    const call = pool.emdGrid(image, other, { ...grid, signal: abort.signal });
    abort.abort();
    expect((await errorOf(() => call)).name).toBe("AbortError");
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });
});

describe("close", () => {
  it("waits for the calls there are, and refuses others", async () => {
    const pool = new Pool({ size: 1 });
    const calls = [pool.emdGrid(image, other, grid), pool.emd([1], [1], [2])];
    let closed = false;
    const closing = pool.close().then(() => {
      closed = true;
    });
    const values = P.slice();
    await expect(pool.paired("kl", values, values, { bins: 64, transfer: true })).rejects.toThrow(
      "paired: the pool is closed",
    );
    expect(values.length).toBe(P.length);
    await calls[0];
    expect(closed).toBe(false);
    expect((await calls[1]).cost).toBe(2);
    await closing;
    await pool.close();
    await expect(pool.emd([1], [1], [2])).rejects.toThrow("emd: the pool is closed");
    await expect(pool.pairwise("kl", [], [], { bins: 1 })).rejects.toThrow(
      "pairwise: the pool is closed",
    );
  });

  it("of a pool that never worked, twice at a time, is quick", async () => {
    const pool = new Pool();
    await Promise.all([pool.close(), pool.close()]);
  });

  it("does not wait for calls that are aborted, before or after", async () => {
    const pool = new Pool({ size: 1 });
    const abort = new AbortController();
    const calls = [0, 1, 2].map(() =>
      pool.emdGrid(image, other, { ...grid, signal: abort.signal }),
    );
    const closing = pool.close();
    abort.abort();
    for (const call of calls) expect((await errorOf(() => call)).name).toBe("AbortError");
    const began = performance.now();
    await closing;
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("is what the end of a using block calls", async () => {
    const pool = new Pool({ size: 1 });
    const call = pool.emd([1], [1], [2]);
    await pool[Symbol.asyncDispose]();
    expect((await call).cost).toBe(2);
    await expect(pool.emd([1], [1], [2])).rejects.toThrow("emd: the pool is closed");
  });
});
