/** Memory that a call took is given back, whatever the call came to. */
import { beforeEach, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { random, randoms } from "../../support/random.mjs";

beforeEach(() => {
  w.useEngine("wasm");
});

describe("the memory of the wasm engine", () => {
  it("does not grow after the first 1,000 of 100,000 mixed calls, some of them failing", () => {
    const next = random(1);
    const p = randoms(next, 256);
    const q = randoms(next, 256);
    const bad = Float64Array.from(p, (x, i) => (i === 100 ? -x : x));
    const cost = randoms(next, 64);
    const calls: (() => unknown)[] = [
      () => w.entropy(p),
      () => w.klDivergence(p, q),
      () => w.jsDistance(bad, q),
      () => w.paired("js", p, q, { bins: 16 }),
      () => w.pairwise("total-variation", p, bad, { bins: 32 }),
      () => w.wasserstein1d(p, q, { order: 2 }),
      () => w.wassersteinCircle(p.subarray(0, 50), q.subarray(0, 50), { order: 3 }),
      () => w.emd(p.subarray(0, 8), q.subarray(0, 8), cost),
      () => w.emd(p.subarray(0, 8), q.subarray(0, 8), cost, { maxPivots: 3 }),
      () =>
        w.emd(
          p.subarray(0, 8),
          q.subarray(0, 8),
          cost.map((c) => c / 0),
        ),
      () => w.emdPoints(p.subarray(0, 24), q.subarray(0, 18), { dim: 2 }),
      () => w.emdGrid(p.subarray(0, 9), bad.subarray(96, 105), { shape: [3, 3] }),
      () => w.paired("emd", p.subarray(0, 32), q.subarray(0, 8), { bins: 8, cost }),
      () =>
        w.emd(p.subarray(0, 8), q.subarray(0, 8), cost, {
          onProgress() {
            w.emdPoints(p, q, { dim: 8 });
            throw new Error("stop");
          },
        }),
    ];
    let failures = 0;
    let settled = 0;
    for (let k = 0; k < 100_000; k++) {
      try {
        calls[Math.floor(next() * calls.length)]();
      } catch {
        failures++;
      }
      if (k === 1000) settled = w.engine().memoryBytes;
    }
    expect(settled).toBeGreaterThan(0);
    expect(w.engine().memoryBytes).toBe(settled);
    expect(failures).toBeGreaterThan(10_000);
  });

  it("is given back after a giant problem, and after one that fails", () => {
    const n = 4000;
    const masses = new Float64Array(n).fill(1);
    const cost = new Float32Array(n * n);
    for (let i = 0; i < n; i++) cost[i * n + ((i * 7) % n)] = -1;
    const before = w.engine().memoryBytes;
    const during: number[] = [];
    const result = w.emd(masses, masses, cost, {
      maxPivots: 2000,
      onProgress: () => during.push(w.engine().memoryBytes),
    });
    expect(result.status).toBe("limit");
    expect(Math.max(...during)).toBeGreaterThan(4 * n * n);
    expect(w.engine().memoryBytes).toBeLessThanOrEqual(Math.max(before, 1 << 20));
    cost[5] = Number.NaN;
    expect(() => w.emd(masses, masses, cost)).toThrow("emd: cost[5] is NaN");
    expect(w.engine().memoryBytes).toBeLessThanOrEqual(Math.max(before, 1 << 20));
  });

  it("does not grow with the number of rows that need care", () => {
    const rows = 20_000;
    const P = Float64Array.from({ length: 4 * rows }, (_, k) => 1 + (k % 7));
    const nearly = P.map((x, k) => x * (1 + 1e-12 * Math.sin(k)));
    const certain = P.map((_, k) => (k % 4 ? 1e-9 : 1));
    for (const [measure, Q] of [
      ["kl", nearly],
      ["cross-entropy", certain],
      ["wasserstein", nearly],
    ] as const) {
      w.entropy([1]); // an instance is there
      const before = w.engine().memoryBytes;
      w.paired(measure, P, Q, { bins: 4, order: 2 });
      // P, Q, the result and the totals of rows
      expect(w.engine().memoryBytes - before).toBeLessThan(8 * rows * (4 + 4 + 1 + 4) + 2 ** 18);
    }
  });

  it("grows in proportion to n + m for points and grids, by no more than was reserved", () => {
    // The reserve is made before the kernels run; if they needed more, memory would double.
    const next = random(2);
    for (const n of [100_000, 200_000]) {
      const needed: number[] = [];
      const onProgress = () => {
        needed.push(w.engine().memoryBytes);
        throw new Error("seen enough");
      };
      const masses = randoms(next, n).map((x) => x + 0.01); // rounding takes its largest buffers
      const points = randoms(next, n);
      expect(() =>
        w.emdPoints(points, masses, { dim: 1, a: masses, b: points, onProgress }),
      ).toThrow("seen enough");
      expect(() => w.emdGrid(masses, points, { shape: [n / 100, 100], onProgress })).toThrow(
        "seen enough",
      );
      for (const bytes of needed) expect(bytes).toBeGreaterThan(2 ** 24);
      expect(needed[0]).toBeLessThanOrEqual(1536 * 2 * n + 96 * 2 * n + 2 ** 20);
      expect(needed[1]).toBeLessThanOrEqual(1536 * 2 * n + 512 * n + 2 ** 20);
    }
  });
});
