/** What may be given to a pool, and what is left of it. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { errorOf, exact, pools } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

const make = pools();
const pool = make({ size: 2 });
const next = random(12);
const BINS = 8;
const ROWS = 150;
/** whole numbers, which every kind of array can hold */
const P = randoms(next, ROWS * BINS).map((x) => Math.floor(200 * x) + 1);
const Q = randoms(next, ROWS * BINS).map((x) => Math.floor(200 * x) + 1);
const cost = Float64Array.from(
  { length: BINS * BINS },
  (_, k) => Math.abs((k >> 3) - (k & 7)) + next(),
);

function shared<T extends Float32Array | Float64Array>(
  kind: new (buffer: SharedArrayBuffer, offset: number, length: number) => T,
  size: number,
) {
  return (values: Float64Array) => {
    const view = new kind(new SharedArrayBuffer(size * values.length + 32), 16, values.length);
    view.set(values);
    return view;
  };
}

const KINDS: [string, (values: Float64Array) => ArrayLike<number>][] = [
  ["a Float64Array", (values) => values.slice()],
  ["a Float32Array", (values) => Float32Array.from(values)],
  ["a Uint8Array", (values) => Uint8Array.from(values)],
  ["an Int16Array", (values) => Int16Array.from(values)],
  ["a plain array", (values) => Array.from(values)],
  ["an array-like", (values) => ({ ...Array.from(values), length: values.length })],
  ["a small Buffer", (values) => Buffer.from(Array.from(values))],
  [
    "a part of an array",
    (values) => Float64Array.from([7, ...values, 9]).subarray(1, values.length + 1),
  ],
  ["shared memory", shared(Float64Array, 8)],
  ["shared memory in single precision", shared(Float32Array, 4)],
];

describe.each(KINDS)("%s", (_name, of) => {
  it.each([false, true])("gives the same bits, transfer: %s", async (transfer) => {
    const options = { bins: BINS };
    const kl = await pool.pairwise("kl", of(P), of(Q), { ...options, transfer });
    expect(exact(kl)).toBe(exact(w.pairwise("kl", P, Q, options)));
    const emd = await pool.paired("emd", of(P), of(Q), { ...options, cost, transfer: false });
    expect(exact(emd)).toBe(exact(w.paired("emd", P, Q, { ...options, cost })));
    const entropy = await pool.paired("entropy", of(P), { ...options, transfer });
    expect(exact(entropy)).toBe(exact(w.paired("entropy", P, options)));
    const positions = P.subarray(0, BINS);
    const line = await pool.pairwise("wasserstein", of(P), of(Q), {
      ...options,
      positions: of(positions),
      transfer,
    });
    expect(exact(line)).toBe(exact(w.pairwise("wasserstein", P, Q, { ...options, positions })));

    const [a, b, c] = [P.subarray(0, 8), Q.subarray(0, 8), P.subarray(8, 72)];
    const solved = await pool.emd(of(a), of(b), of(c), { transfer });
    expect(exact(solved)).toEqual(
      exact(
        w.emd(
          a,
          b,
          _name.includes("single") || _name.includes("Float32") ? Float32Array.from(c) : c,
        ),
      ),
    );
    const grid = await pool.emdGrid(of(a), of(b), { shape: [2, 4], transfer });
    expect(exact(grid)).toEqual(exact(w.emdGrid(a, b, { shape: [2, 4] })));
    const points = await pool.emdPoints(of(c), of(c.subarray(0, 32)), {
      dim: 4,
      b: of(b),
      transfer,
    });
    expect(exact(points)).toEqual(exact(w.emdPoints(c, c.subarray(0, 32), { dim: 4, b })));
  });
});

describe("transfer", () => {
  it("true leaves the arrays empty when the method returns", async () => {
    const [p, q, c] = [P.slice(), Q.slice(), cost.slice()];
    const compared = pool.paired("emd", p, q, { bins: BINS, cost: c, transfer: true });
    expect([p.length, q.length, c.length]).toEqual([0, 0, 0]);
    expect(await compared).toEqual(w.paired("emd", P, Q, { bins: BINS, cost }));
    const a = P.slice(0, 6);
    const solved = pool.emdGrid(a, a, { shape: [6], transfer: true });
    expect(a.length).toBe(0);
    expect((await solved).cost).toBe(0);
  });

  it("false leaves them as they are", async () => {
    const [p, q, c] = [P.slice(), Q.slice(), cost.slice()];
    await pool.paired("emd", p, q, { bins: BINS, cost: c });
    await pool.emd(p.subarray(0, 8), q.subarray(0, 8), c, { transfer: false });
    expect([p, q, c]).toEqual([P, Q, cost]);
  });

  it("true takes shared memory as it is", async () => {
    const p = shared(Float64Array, 8)(P);
    await pool.pairwise("js", p, p, { bins: BINS, transfer: true });
    await pool.emdGrid(p, p, { shape: [p.length], transfer: true });
    expect(Array.from(p)).toEqual(Array.from(P));
  });

  it("true takes arrays of one buffer, and one array twice", async () => {
    const both = Float64Array.from([...P, ...Q]);
    const [p, q] = [both.subarray(0, P.length), both.subarray(P.length)];
    const result = await pool.pairwise("psi", p, q, { bins: BINS, transfer: true });
    expect(result).toEqual(w.pairwise("psi", P, Q, { bins: BINS }));
    const masses = Float64Array.from([...P.subarray(0, 8), ...Q.subarray(0, 8)]);
    const solved = pool.emd(masses.subarray(0, 8), masses.subarray(8), cost.slice(), {
      transfer: true,
    });
    expect((await solved).cost).toBe(w.emd(P.subarray(0, 8), Q.subarray(0, 8), cost).cost);
    const same = P.slice();
    const twice = await pool.pairwise("kl", same, same, { bins: BINS, transfer: true });
    expect(twice).toEqual(w.pairwise("kl", P, P, { bins: BINS }));
  });

  it("true of the array to write to rejects, and nothing else is harmed", async () => {
    const p = Float64Array.from([1, 2, 3, 4]);
    const out = new Float64Array(p.buffer, 0, 2);
    const error = await errorOf(() =>
      pool.paired("kl", p, [1, 1], { bins: 2, out, transfer: true }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/detached/);
    expect((await pool.emd([1], [1], [4])).cost).toBe(4);
  });
});

describe("arrays that the caller gave away while the pool needed them", () => {
  it("reject the call, and no other", async () => {
    const busy = make({ size: 1 });
    const first = busy.emdGrid(P, Q, { shape: [30, 40] });
    const p = P.slice();
    const second = busy.pairwise("kl", p, Q, { bins: BINS });
    const third = busy.paired("kl", P, Q, { bins: BINS });
    structuredClone(p, { transfer: [p.buffer] });
    await expect(second).rejects.toThrow(/detached/);
    expect((await first).status).toBe("optimal");
    expect(await third).toEqual(w.paired("kl", P, Q, { bins: BINS }));
  });
});

describe("out", () => {
  it("is what is written to, and what the promise brings", async () => {
    const whole = new Float64Array(ROWS + 2).fill(-1);
    const out = whole.subarray(1, ROWS + 1);
    expect(await pool.paired("kl", P, Q, { bins: BINS, out })).toBe(out);
    expect(out).toEqual(w.paired("kl", P, Q, { bins: BINS }));
    expect([whole[0], whole[ROWS + 1]]).toEqual([-1, -1]);
  });

  it("may be shared memory, and may be the input", async () => {
    const out = new Float64Array(new SharedArrayBuffer(8 * ROWS));
    await pool.paired("js", P, Q, { bins: BINS, out });
    expect(exact(Float64Array.from(out))).toBe(exact(w.paired("js", P, Q, { bins: BINS })));
    const p = P.slice();
    await pool.paired("entropy", p, { bins: 1, normalize: false, out: p });
    expect(exact(p)).toBe(exact(w.paired("entropy", P, { bins: 1, normalize: false })));
  });

  it("is left alone where a call fails", async () => {
    const out = new Float64Array(2).fill(5);
    await expect(pool.paired("kl", [1, 2, -1, 2], [1, 1], { bins: 2, out })).rejects.toThrow(
      "paired: P[2] is -1",
    );
    expect(Array.from(out)).toEqual([5, 5]);
  });
});
