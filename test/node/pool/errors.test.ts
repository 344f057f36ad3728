/** A pool rejects as the functions throw: the same kind of error, the same message. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { Pool } from "wasmstein/pool";
import { bad } from "../../support/errors";
import { errorOf, expectSameError, pools } from "../../support/pools";

const make = pools();
const pool = make({ size: 2 });

const ROWS = 200;
/** ROWS × 3 ones with these entries instead. */
function ones(entries: Record<number, number>): Float64Array {
  const values = new Float64Array(3 * ROWS).fill(1);
  for (const [k, x] of Object.entries(entries)) values[Number(k)] = x;
  return values;
}
const good = ones({});
const cost = [0, 1, 2, 1, 0, 1, 2, 1, 0];
const badCost = cost.map((c, k) => (k === 5 ? Number.NaN : c));
const emd = { bins: 3, cost };

describe("a batch with a fault is rejected as by the function:", () => {
  const cases: [string, Parameters<typeof w.pairwise>][] = [
    ["a bad weight of P in a late part", ["emd", ones({ 500: -1 }), good, emd]],
    ["a bad weight of Q in a late part", ["emd", good, ones({ 500: Number.NaN }), emd]],
    ["an empty row of P", ["emd", ones({ 450: 0, 451: 0, 452: 0 }), good, emd]],
    ["an empty row of Q", ["emd", good, ones({ 450: 0, 451: 0, 452: 0 }), emd]],
    [
      "a bad weight of Q before an empty row of P",
      ["emd", ones({ 0: 0, 1: 0, 2: 0 }), ones({ 599: Infinity }), emd],
    ],
    ["a bad cost", ["emd", good, good, { bins: 3, cost: badCost }]],
    ["a bad cost and a bad weight", ["emd", ones({ 7: -1 }), good, { bins: 3, cost: badCost }]],
    ["unequal totals", ["emd", good, ones({ 599: 2 }), { ...emd, normalize: false }]],
    [
      "unequal totals of many rows with one",
      ["emd", ones({ 599: 2 }), good.subarray(0, 3), { ...emd, normalize: false }],
    ],
    ["unequal totals of two rows", ["emd", [1, 2, 3], [1, 2, 4], { ...emd, normalize: false }]],
    ["a bad weight of a divergence", ["kl", ones({ 500: -1 }), good, { bins: 3 }]],
    ["an empty row of a divergence", ["js", ones({ 450: 0, 451: 0, 452: 0 }), good, { bins: 3 }]],
    ["a bad weight on the line", ["wasserstein", good, ones({ 500: -1 }), { bins: 3 }]],
    ["no measure", [bad("chi"), good, good, { bins: 3 }]],
    ["no bins", ["kl", good, good, bad({})]],
    ["no options", ["kl", good, good, bad(undefined)]],
    ["lengths that do not fit", ["kl", good, good, { bins: 7 }]],
    ["a short cost", ["emd", good, good, { bins: 3, cost: [1] }]],
    ["bad positions", ["wasserstein", good, good, { bins: 3, positions: [0, Number.NaN, 1] }]],
    ["a bad order", ["wasserstein", good, good, { bins: 3, order: 0.5 }]],
    ["a bad base", ["kl", good, good, { bins: 3, base: 1 }]],
    ["a short out", ["kl", good, good, { bins: 3, out: new Float64Array(1) }]],
    ["an entry that is no number", ["kl", bad([1, "2", 3]), good, { bins: 3 }]],
    ["64-bit integers", ["kl", bad(new BigInt64Array(3).fill(1n)), good, { bins: 3 }]],
  ];

  it.each(cases)("%s", async (_name, args) => {
    await expectSameError(pool.pairwise(...args), () => w.pairwise(...args));
    const [measure, P, Q, options] = args;
    const paired = [
      measure,
      P,
      Q.length > 3 ? (Q.length === P.length ? Q : [1]) : Q,
      options,
    ] as const;
    await expectSameError(pool.paired(...paired), () => w.paired(...paired));
  });

  it("entropies with a Q, and of an empty row", async () => {
    const args = bad(["entropy", good, good, { bins: 3 }]) as unknown as Parameters<
      typeof w.paired
    >;
    await expectSameError(pool.paired(...args), () => w.paired(...args));
    const empty = ones({ 450: 0, 451: 0, 452: 0 });
    await expectSameError(pool.paired("entropy", empty, { bins: 3 }), () =>
      w.paired("entropy", empty, { bins: 3 }),
    );
  });
});

const functions = { emd: w.emd, emdPoints: w.emdPoints, emdGrid: w.emdGrid };

describe("a solve with a fault is rejected as by the function:", () => {
  const big = new Float32Array(1_300_000).fill(1);
  const cases: [string, "emd" | "emdPoints" | "emdGrid", unknown[]][] = [
    ["a bad mass", "emd", [[1, 2, -3], [1], [1, 2, 3]]],
    [
      "no mass",
      "emd",
      [
        [1, 2],
        [0, 0],
        [1, 2, 3, 4],
      ],
    ],
    ["an empty array", "emd", [[], [1], []]],
    ["no array", "emd", [undefined, [1], [1]]],
    ["a string", "emd", ["12", [1], [1]]],
    ["a text among masses", "emd", [["1"], [1], [1]]],
    ["64-bit integers", "emd", [new BigInt64Array(1), [1], [1]]],
    ["a cost that does not fit", "emd", [[1, 2], [1], [1]]],
    ["a cost that is no number", "emd", [[1], [1], [Number.NaN]]],
    ["unequal totals", "emd", [[1, 2], [1, 1], [1, 2, 3, 4], { normalize: false }]],
    ["options that are null", "emd", [[1], [1], [1], null]],
    ["options that are a number", "emd", [[1], [1], [1], 5]],
    ["a bad normalize", "emd", [[1], [1], [1], { normalize: 1 }]],
    ["a bad limit of pivots", "emd", [[1], [1], [1], { maxPivots: 0.5 }]],
    ["a bad limit of time", "emd", [[1], [1], [1], { timeLimitMs: "1" }]],
    ["no dim", "emdPoints", [[1], [1], undefined]],
    ["a dim that does not fit", "emdPoints", [[1], [1], { dim: 2 }]],
    ["masses that do not fit", "emdPoints", [[1], [1], { dim: 1, a: [1, 2] }]],
    ["masses that are null", "emdPoints", [[1], [1], { dim: 1, b: null }]],
    ["a bad coordinate", "emdPoints", [[1, 2], [1, Infinity], { dim: 1 }]],
    ["an unknown metric", "emdPoints", [[1], [1], { dim: 1, metric: "cosine" }]],
    ["options that are a text", "emdGrid", [[1], [1], "2"]],
    ["no shape", "emdGrid", [[1], [1], {}]],
    ["a shape that does not match", "emdGrid", [[1], [1], { shape: [2] }]],
    ["a shape of four axes", "emdGrid", [[1], [1], { shape: [1, 1, 1, 1] }]],
    ["an axis that is no number", "emdGrid", [[1], [1], { shape: ["1"] }]],
    ["an axis of no bins", "emdGrid", [[1], [1], { shape: [0] }]],
    ["a spacing of text", "emdGrid", [[1], [1], { shape: [1], spacing: "2" }]],
    ["a spacing of null", "emdGrid", [[1], [1], { shape: [1], spacing: null }]],
    ["a negative spacing", "emdGrid", [[1], [1], { shape: [1], spacing: -1 }]],
    ["spacings that do not match", "emdGrid", [[1], [1], { shape: [1], spacing: [1, 2] }]],
    ["more than memory can take", "emdGrid", [big, big, { shape: [1300, 1000] }]],
  ];

  it.each(cases)("%s", async (_name, name, args) => {
    const given = bad(args) as unknown as [never, never, never, never];
    await expectSameError(pool[name](...given), () => functions[name](...given));
    if (!Array.isArray(args.at(-1)) && typeof args.at(-1) === "object" && args.at(-1) !== null) {
      const moved = [...args.slice(0, -1), { ...(args.at(-1) as object), transfer: true }];
      const copied = structuredClone(args.slice(0, -1));
      await expectSameError(pool[name](...(moved as typeof given)), () =>
        functions[name](...([...copied, args.at(-1)] as typeof given)),
      );
    }
  });

  it("and the bytes that were missing are told", async () => {
    const masses = new Float32Array(1_300_000).fill(1);
    const error = await errorOf(() => pool.emdGrid(masses, masses, { shape: [1300, 1000] }));
    expect(error).toBeInstanceOf(w.MemoryLimitError);
    expect((error as w.MemoryLimitError).bytesNeeded).toBeGreaterThan(2 ** 32 - 2 ** 16);
  });

  it("and options that the function does not know, as the function does", async () => {
    const grid = { shape: [2], metrik: "sqeuclidean" };
    await expect(pool.emdGrid([1, 0], [0, 1], grid)).rejects.toThrow(
      'emdGrid: unknown option "metrik", did you mean "metric"?',
    );
    const batch = { bins: 1, sgnal: undefined, signl: 1 };
    await expect(pool.paired("kl", [1], [1], batch)).rejects.toThrow(
      'paired: unknown option "signl", did you mean "signal"?',
    );
  });
});

describe("a pool refuses", () => {
  it.each([
    ["a size of 0", { size: 0 }, RangeError, "Pool: size is 0, expected a whole number ≥ 1"],
    ["a size of text", { size: "2" }, TypeError, 'Pool: size is "2", expected a number'],
    ["no queue", { maxQueue: 0 }, RangeError, "Pool: maxQueue is 0, expected a whole number ≥ 1"],
    [
      "an unknown engine",
      { engine: "gpu" },
      RangeError,
      'Pool: engine is "gpu", expected one of "wasm", "js", "auto"',
    ],
    [
      "a number as a worker",
      { worker: 5 },
      TypeError,
      "Pool: worker is 5, expected an address or a function",
    ],
    [
      "null as a worker",
      { worker: null },
      TypeError,
      "Pool: worker is null, expected an address or a function",
    ],
    ["no options object", 4, TypeError, "Pool: options is 4, expected an object"],
  ])("%s", (_name, options, kind, message) => {
    const make = () => new Pool(bad(options));
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });

  it.each([
    ["a signal", { signal: {} }, "emd: signal is Object, expected an AbortSignal"],
    ["no signal", { signal: null }, "emd: signal is null, expected an AbortSignal"],
    ["an onProgress", { onProgress: 1 }, "emd: onProgress is 1, expected a function"],
    ["a transfer", { transfer: "yes" }, 'emd: transfer is "yes", expected true or false'],
  ])("%s that is none", async (_name, options, message) => {
    await expect(pool.emd([1], [1], [1], bad(options))).rejects.toThrow(new TypeError(message));
  });
});
