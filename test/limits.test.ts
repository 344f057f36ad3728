import { describe, expect, it } from "vitest";
import { emd, emdPoints, engine, MemoryLimitError, type Progress } from "wasmstein";
import { distance, expectCertificate } from "./support/certificate";
import { random, randoms } from "./support/random.mjs";

describe("stopping early", () => {
  const next = random(43);
  const n = 200;
  const a = randoms(next, n);
  const b = randoms(next, n);
  const x = randoms(next, 2 * n);
  const y = randoms(next, 2 * n);
  const cost = (i: number, j: number) =>
    distance("euclidean", x.subarray(2 * i, 2 * i + 2), y.subarray(2 * j, 2 * j + 2));
  const optimum = emdPoints(x, y, { dim: 2, a, b }).cost;

  it.each([0, 1, 10, 100, 400])(
    "after %i pivots gives a plan and an interval around the optimum",
    (k) => {
      const result = emdPoints(x, y, { dim: 2, a, b, maxPivots: k });
      expect(result.status).toBe("limit");
      expect(result.pivots).toBe(k);
      expect(result.lowerBound).toBeLessThanOrEqual(optimum + 1e-14);
      expect(result.cost).toBeGreaterThanOrEqual(optimum - 1e-14);
      expectCertificate(result, { a, b, cost });
    },
  );

  it("does not stop at a limit that is just enough", () => {
    const { pivots, cost: full } = emdPoints(x, y, { dim: 2, a, b });
    const result = emdPoints(x, y, { dim: 2, a, b, maxPivots: pivots });
    expect(result.status).toBe("optimal");
    expect(result.cost).toBe(full);
    expect(emdPoints(x, y, { dim: 2, a, b, maxPivots: pivots - 1 }).status).toBe("limit");
  });

  it("makes the same pivots whether or not somebody watches", () => {
    const watched = emdPoints(x, y, { dim: 2, a, b, onProgress() {} });
    expect(watched).toEqual(emdPoints(x, y, { dim: 2, a, b }));
  });

  it("after a time limit does the same", () => {
    const result = emdPoints(x, y, { dim: 2, a, b, timeLimitMs: 0 });
    expect(result.status).toBe("limit");
    expectCertificate(result, { a, b, cost });
    expect(emdPoints(x, y, { dim: 2, a, b, timeLimitMs: 1e6 }).cost).toBe(optimum);
  });

  it("reports progress, and takes calls from within", () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => {
      seen.push({ ...progress });
      expect(emdPoints([0, 0], [3, 4], { dim: 2 }).cost).toBe(5);
    };
    expect(emdPoints(x, y, { dim: 2, a, b, onProgress }).cost).toBe(optimum);
    const levels = seen.length;
    expect(levels).toBeGreaterThan(0);
    // One resolution only: the plan gets cheaper and cheaper.
    emd(a, b, randoms(random(44), n * n), { onProgress });
    expect(seen.length).toBeGreaterThan(levels);
    for (let k = 1; k < seen.length; k++) {
      if (k === levels) continue;
      expect(seen[k].pivots).toBeGreaterThan(seen[k - 1].pivots);
      expect(seen[k].elapsedMs).toBeGreaterThanOrEqual(seen[k - 1].elapsedMs);
      if (k > levels) expect(seen[k].cost).toBeLessThanOrEqual(seen[k - 1].cost + 1e-12);
    }
  });

  it("lets an error thrown in onProgress through, and works on", () => {
    const stop = () => {
      throw new Error("enough");
    };
    expect(() => emdPoints(x, y, { dim: 2, a, b, onProgress: stop })).toThrow("enough");
    expect(emdPoints(x, y, { dim: 2, a, b }).cost).toBe(optimum);
  });
});

describe("a problem too large", () => {
  it("throws a MemoryLimitError with the bytes needed, before it allocates", () => {
    const before = engine().memoryBytes;
    const huge = { length: 90_000 ** 2 };
    const masses = { length: 90_000 };
    let thrown: unknown;
    try {
      emd(masses, masses, huge);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(MemoryLimitError);
    expect(thrown).toBeInstanceOf(RangeError);
    expect((thrown as MemoryLimitError).bytesNeeded).toBeGreaterThanOrEqual(8 * 90_000 ** 2);
    expect((thrown as Error).message).toMatch(
      /^emd: needs 60\.35 GiB of memory \(\d+ bytes\), more than the 4\.00 GiB/,
    );
    expect(() => emdPoints({ length: 2 ** 30 }, [1], { dim: 1 })).toThrow(MemoryLimitError);
    expect(engine().memoryBytes).toBe(before);
  });
});
