/** Solves on a pool have every field of the functions' results, on both engines. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import type { Pool } from "wasmstein/pool";
import { exact, pools } from "../../support/pools";
import { random, randoms } from "../../support/random.mjs";

const make = pools();
const next = random(13);
const a = randoms(next, 60);
const b = randoms(next, 48);
const cost = randoms(next, 60 * 48);
const x = randoms(next, 180);
const y = randoms(next, 144);
const image = randoms(next, 144).map((v) => Math.floor(9 * v));
const other = randoms(next, 144).map((v) => Math.floor(9 * v) + 0.5);

const SOLVES: [string, (to: Pick<Pool, "emd" | "emdPoints" | "emdGrid"> | typeof w) => unknown][] =
  [
    ["emd", (to) => to.emd(a, b, cost)],
    ["emd in single precision", (to) => to.emd(a, b, Float32Array.from(cost))],
    ["emd with a limit", (to) => to.emd(a, b, cost, { maxPivots: 20 })],
    ["emd with totals kept", (to) => to.emd([1, 2], [2, 1], [0, 1, 1, 0], { normalize: false })],
    ["emdPoints", (to) => to.emdPoints(x, y, { dim: 3 })],
    ["emdPoints with masses", (to) => to.emdPoints(x, y, { dim: 3, a, b, metric: "cityblock" })],
    ["emdPoints with some masses", (to) => to.emdPoints(x, y, { dim: 3, b, maxPivots: 5 })],
    ["emdGrid", (to) => to.emdGrid(image, other, { shape: [12, 12] })],
    [
      "emdGrid of a volume",
      (to) => to.emdGrid(image, other, { shape: [4, 6, 6], metric: "sqeuclidean" }),
    ],
    ["emdGrid with a spacing", (to) => to.emdGrid(image, other, { shape: [12, 12], spacing: 0.3 })],
    [
      "emdGrid with spacings",
      (to) => to.emdGrid(image, other, { shape: [9, 16], spacing: [1, 2.5] }),
    ],
  ];

describe.each(["wasm", "js", "auto"] as const)("a pool on engine %s", (engine) => {
  const pool = make({ size: 2, engine });

  it.each(SOLVES)("has every field of %s", async (_name, solve) => {
    expect(exact(await solve(pool))).toEqual(exact(solve(w)));
  });

  it("has the bits of paired and pairwise", async () => {
    const options = { bins: 12, cost: cost.subarray(0, 144) };
    for (const measure of ["emd", "kl", "wasserstein"] as const) {
      expect(exact(await pool.pairwise(measure, x, y, options))).toBe(
        exact(w.pairwise(measure, x, y, options)),
      );
    }
  });

  it("solves again after a failure", async () => {
    await expect(
      pool.emd(
        a,
        b,
        cost.map((c) => -c / 0),
      ),
    ).rejects.toThrow("emd: cost[0] is -Infinity, expected a finite number");
    expect(exact(await pool.emd(a, b, cost))).toEqual(exact(w.emd(a, b, cost)));
  });
});
