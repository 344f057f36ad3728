import { existsSync, readFileSync } from "node:fs";
import highs from "highs";
import { describe, expect, it } from "vitest";
import { emd, emdGrid, emdPoints, type Progress } from "wasmstein";
import { random, randoms } from "../bench/support/random.mjs";
import { distance, expectCertificate, gridPoints, METRICS } from "./support/certificate";

interface Problem {
  kind: string;
  n: number;
  m: number;
  dim: number;
  a: number[];
  b: number[];
}
const reference: {
  dense: (Problem & { cost: number[]; optimum: number })[];
  points: (Problem & { x: number[]; y: number[]; optimum: Record<string, number> })[];
} = JSON.parse(readFileSync(new URL("reference/transport.json", import.meta.url), "utf8"));
const engine = process.env.WASMSTEIN_ENGINE;

describe("emd against the reference optima", () => {
  it.each(reference.dense)("$kind costs, $n × $m", ({ a, b, m, cost, optimum }) => {
    const result = emd(a, b, cost);
    expect(result.status).toBe("optimal");
    expect(Math.abs(result.cost - optimum)).toBeLessThanOrEqual(1e-12 * Math.abs(optimum));
    expectCertificate(result, { a, b, cost: (i, j) => cost[i * m + j] });
  });

  it.each(reference.points)(
    "points, $n × $m in $dim dimensions",
    ({ a, b, x, y, dim, optimum }) => {
      for (const metric of METRICS) {
        const result = emdPoints(x, y, { dim, metric, a, b });
        const expected = optimum[metric];
        expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-12 * expected);
        const point = (points: number[], i: number) => points.slice(i * dim, (i + 1) * dim);
        expectCertificate(result, {
          a,
          b,
          cost: (i, j) => distance(metric, point(x, i), point(y, j)),
        });
      }
    },
  );
});

describe("emd against another solver", () => {
  it("finds the optimum that HiGHS finds for the linear programme", async () => {
    const solver = await highs();
    const next = random(11);
    for (let trial = 0; trial < 25; trial++) {
      const n = 1 + Math.floor(next() * 7);
      const m = 1 + Math.floor(next() * 7);
      const a = randoms(next, n).map((x) => Math.round(100 * x) + 1);
      const b = randoms(next, m).map((x) => Math.round(100 * x) + 1);
      const cost = randoms(next, n * m).map((x) => Math.round(1000 * x) / 8 - 20);
      const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0);
      // Both sides in units that make the totals equal integers.
      const rows = Array.from(a, (x) => x * total(b));
      const columns = Array.from(b, (x) => x * total(a));
      const name = (i: number, j: number) => `x${i}_${j}`;
      const cells = Array.from(cost, (c, k) => [c, name(Math.floor(k / m), k % m)] as const);
      const lp = [
        "Minimize",
        `obj: ${cells.map(([c, x]) => `${c < 0 ? "-" : "+"} ${Math.abs(c)} ${x}`).join(" ")}`,
        "Subject To",
        ...rows.map((x, i) => `r${i}: ${columns.map((_, j) => name(i, j)).join(" + ")} = ${x}`),
        ...columns.map((x, j) => `c${j}: ${rows.map((_, i) => name(i, j)).join(" + ")} = ${x}`),
        "End",
      ].join("\n");
      const solution = solver.solve(lp);
      expect(solution.Status).toBe("Optimal");
      const expected = solution.ObjectiveValue / (total(a) * total(b));
      const result = emd(a, b, cost);
      expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      expectCertificate(result, { a, b, cost: (i, j) => cost[i * m + j] });
    }
  });
});

describe("emd on awkward problems", () => {
  const dense = (
    a: ArrayLike<number>,
    b: ArrayLike<number>,
    cost: ArrayLike<number>,
    options = {},
  ) => {
    const result = emd(a, b, cost, options);
    expect(result.status).toBe("optimal");
    expectCertificate(result, { a, b, cost: (i, j) => cost[i * b.length + j], ...options });
    return result;
  };

  it("solves one bin, and all mass in one place", () => {
    expect(dense([3], [7], [2.5]).cost).toBe(2.5);
    const next = random(3);
    const a = new Float64Array(40);
    a[17] = 4;
    const result = dense(a, randoms(next, 30), randoms(next, 1200));
    expect(new Set(result.plan.source)).toEqual(new Set([17]));
  });

  it("solves problems with zero masses on both sides", () => {
    const next = random(5);
    for (const [n, m] of [
      [8, 8],
      [60, 45],
      [5, 400],
      [400, 5],
    ]) {
      const sparse = (x: number) => (x < 0.5 ? 0 : x);
      const a = randoms(next, n).map(sparse);
      const b = randoms(next, m).map(sparse);
      a[0] = 1;
      b[m - 1] = 1;
      dense(a, b, randoms(next, n * m));
    }
  });

  it("solves thousands of tied costs, and all costs alike", () => {
    const next = random(7);
    const n = 120;
    const a = randoms(next, n).map((x) => Math.ceil(4 * x));
    const b = randoms(next, n).map((x) => Math.ceil(4 * x));
    dense(
      a,
      b,
      randoms(next, n * n).map((x) => Math.floor(3 * x)),
    );
    expect(dense(a, b, new Float64Array(n * n).fill(0)).cost).toBe(0);
    expect(dense(a, b, new Float64Array(n * n).fill(0.1)).cost).toBeCloseTo(0.1, 15);
    expect(dense(a, b, new Float64Array(n * n).fill(-7)).cost).toBe(-7);
  });

  it("solves negative costs", () => {
    const next = random(13);
    const cost = randoms(next, 50 * 30).map((x) => x - 0.8);
    dense(randoms(next, 50), randoms(next, 30), cost);
  });

  it("solves costs of 1e-300 and of 1e300 as it solves costs of 1", () => {
    const next = random(17);
    const a = randoms(next, 30);
    const b = randoms(next, 40);
    const cost = randoms(next, 1200);
    const plain = dense(a, b, cost);
    for (const exponent of [-996, 996]) {
      const scale = 2 ** exponent;
      const result = dense(
        a,
        b,
        cost.map((c) => c * scale),
      );
      expect(result.plan).toEqual(plain.plan);
      expect(result.cost / scale).toBeCloseTo(plain.cost, 14);
    }
  });

  it("is exact on integers", () => {
    const next = random(19);
    const n = 70;
    const a = randoms(next, n).map((x) => Math.floor(1000 * x));
    const b = a.slice().reverse();
    const cost = randoms(next, n * n).map((x) => Math.floor(1000 * x));
    const result = dense(a, b, cost, { normalize: false });
    expect(Number.isInteger(result.cost)).toBe(true);
    expect(result.lowerBound).toBe(result.cost);
    expect(result.plan.mass.every(Number.isInteger)).toBe(true);
  });

  it("gives the same plan for the same weights as counts and as probabilities", () => {
    const a = [3, 1, 4, 1, 5];
    const b = [2, 7, 1, 8];
    const cost = randoms(random(23), 20);
    const counts = dense(a, b, cost);
    const shares = dense(
      a.map((x) => x / 14),
      b.map((x) => x / 18),
      cost,
    );
    expect(shares.cost).toBeCloseTo(counts.cost, 14);
    const raw = dense(
      a.map((x) => x * 18),
      b.map((x) => x * 14),
      cost,
      { normalize: false },
    );
    expect(raw.cost).toBeCloseTo(counts.cost * 14 * 18, 11);
  });

  it("moves nothing between identical histograms of any masses", () => {
    const a = randoms(random(29), 64);
    const cost = Float64Array.from({ length: 64 * 64 }, (_, k) => Math.abs((k >> 6) - (k & 63)));
    const result = dense(a, a, cost);
    expect(result.cost).toBe(0);
    expect(result.plan.source).toEqual(result.plan.target);
  });

  it("keeps single-precision costs: the optimum is that of the rounded matrix", () => {
    const next = random(31);
    const cost = Float32Array.from(randoms(next, 33 * 47));
    const a = randoms(next, 33);
    const b = randoms(next, 47);
    const single = dense(a, b, cost);
    const double = dense(a, b, Float64Array.from(cost));
    expect(single.cost).toBe(double.cost);
    expect(single.pivots).toBe(double.pivots);
  });

  it("takes masses of 1e300 and of 1e-300", () => {
    const cost = [0, 1, 1, 0];
    expect(dense([1e300, 3e300], [3e300, 1e300], cost).cost).toBe(0.5);
    expect(dense([1e-300, 3e-300], [3e-300, 1e-300], cost).cost).toBe(0.5);
    expect(emd([1e308, 1e308, 1e308], [1, 1, 1], new Float64Array(9).fill(2)).cost).toBe(2);
  });
});

describe("emdPoints and emdGrid", () => {
  it("agree with emd on the same costs, for all metrics and one to three dimensions", () => {
    const next = random(37);
    const shapes = [[40], [6, 9], [3, 4, 5]];
    const spacings = [[0.5], [1, 2.5], [1, 0.3, 2]];
    shapes.forEach((shape, k) => {
      for (const metric of METRICS) {
        for (const spacing of [spacings[k], shape.map(() => 0.25), shape.map(() => 1)]) {
          const points = gridPoints(shape, spacing);
          const a = randoms(next, points.length).map((x) => (x < 0.3 ? 0 : x));
          const b = randoms(next, points.length).map((x) => (x < 0.3 ? 0 : x));
          const cost = (i: number, j: number) => distance(metric, points[i], points[j]);
          const grid = emdGrid(a, b, { shape, metric, spacing });
          expectCertificate(grid, { a, b, cost });
          const dim = shape.length;
          const cloud = emdPoints(points.flat(), points.flat(), { dim, metric, a, b });
          expectCertificate(cloud, { a, b, cost });
          const matrix = points.flatMap((_, i) => points.map((_, j) => cost(i, j)));
          const expected = emd(a, b, matrix).cost;
          expect(Math.abs(grid.cost - expected)).toBeLessThanOrEqual(1e-13 * expected);
          expect(Math.abs(cloud.cost - expected)).toBeLessThanOrEqual(1e-13 * expected);
        }
      }
    });
  });

  it("default to euclidean, uniform masses and unit spacing", () => {
    expect(emdPoints([0, 0], [3, 4], { dim: 2 }).cost).toBe(5);
    expect(emdGrid([1, 0, 0, 0], [0, 0, 0, 1], { shape: [2, 2] }).cost).toBe(Math.SQRT2);
    expect(emdPoints([0, 1, 2], [0.5], { dim: 1 }).cost).toBeCloseTo(2.5 / 3, 15);
  });

  it("solve more points than fit into one run of a row", () => {
    const next = random(41);
    const x = randoms(next, 2 * 300);
    const y = randoms(next, 2 * 700);
    const result = emdPoints(x, y, { dim: 2 });
    const cost = (i: number, j: number) =>
      distance("euclidean", x.subarray(2 * i, 2 * i + 2), y.subarray(2 * j, 2 * j + 2));
    expectCertificate(result, {
      a: new Float64Array(300).fill(1),
      b: new Float64Array(700).fill(1),
      cost,
    });
  });
});

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

  it.each([0, 1, 10, 200, 800])(
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

  it("after a time limit does the same", () => {
    const result = emdPoints(x, y, { dim: 2, a, b, timeLimitMs: 0 });
    expect(result.status).toBe("limit");
    expectCertificate(result, { a, b, cost });
    expect(emdPoints(x, y, { dim: 2, a, b, timeLimitMs: 1e6 }).cost).toBe(optimum);
  });

  it("reports progress that only goes down, and takes calls from within", () => {
    const seen: Progress[] = [];
    const result = emdPoints(x, y, {
      dim: 2,
      a,
      b,
      onProgress(progress) {
        seen.push({ ...progress });
        expect(emdPoints([0, 0], [3, 4], { dim: 2 }).cost).toBe(5);
      },
    });
    expect(result.cost).toBe(optimum);
    expect(seen.length).toBeGreaterThan(0);
    for (let k = 1; k < seen.length; k++) {
      expect(seen[k].cost).toBeLessThanOrEqual(seen[k - 1].cost + 1e-12);
      expect(seen[k].pivots).toBeGreaterThan(seen[k - 1].pivots);
      expect(seen[k].elapsedMs).toBeGreaterThanOrEqual(seen[k - 1].elapsedMs);
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

const dotmark = new URL("../../shared/dotmark/", import.meta.url);
const optima = new URL("../../shared/reference/transport.json", import.meta.url);

// The checked build and, on JavaScript, the larger images would take minutes.
const available = existsSync(dotmark) && existsSync(optima) && engine !== "debug";

describe.runIf(available)("DOTmark images", () => {
  interface Case {
    image: string;
    size: number;
    source: string;
    target: string;
    optimum: Record<string, number>;
  }
  const cases: Case[] = available ? JSON.parse(readFileSync(optima, "utf8")).grid : [];
  const read = (image: string, size: number, name: string) =>
    Float64Array.from(
      readFileSync(new URL(`${image}/data${size}_${name}.csv`, dotmark), "utf8")
        .trim()
        .split(/[\n,]/),
      Number,
    );
  const chosen = cases.filter(({ size }) => size === 32 || engine === "wasm");

  it.each(chosen)(
    "$image $size×$size, $source to $target",
    ({ image, size, source, target, optimum }) => {
      const a = read(image, size, source);
      const b = read(image, size, target);
      for (const metric of METRICS.filter((name) => optimum[name] !== undefined)) {
        const result = emdGrid(a, b, { shape: [size, size], metric });
        expect(Math.abs(result.cost - optimum[metric])).toBeLessThanOrEqual(1e-9 * optimum[metric]);
        const largest = { sqeuclidean: 2 * (size - 1) ** 2, cityblock: 2 * (size - 1) };
        const gap = 1e-12 * Math.max(1, largest[metric as "cityblock"] ?? size);
        expect(result.cost - result.lowerBound).toBeLessThanOrEqual(gap);
      }
    },
  );
});
