// The problems of bench:transport and bench:peers: seeded, and DOTmark's images where they are at hand.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { emd, emdGrid, emdPoints, paired, wasserstein1d } from "wasmstein";
import { random, randoms } from "../../test/support/random.mjs";
import { IMAGES } from "./images.mjs";

const DOTMARK = new URL("../../../shared/dotmark/", import.meta.url);

/** Distances between points in the plane, row-major. */
function distances(x, y, metric) {
  const n = x.length / 2;
  const m = y.length / 2;
  const cost = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const d2 = (x[2 * i] - y[2 * j]) ** 2 + (x[2 * i + 1] - y[2 * j + 1]) ** 2;
      cost[i * m + j] = metric === "euclidean" ? Math.sqrt(d2) : d2;
    }
  }
  return cost;
}

/** Pairs of images: the seeded classes, and two of each class of DOTmark. */
function imagePairs(side) {
  const pairs = Object.entries(IMAGES).map(([name, make]) => [name, make(1, side), make(2, side)]);
  if (!existsSync(DOTMARK)) return pairs;
  for (const name of readdirSync(DOTMARK)) {
    const files = readdirSync(new URL(name, DOTMARK)).filter((f) => f.startsWith(`data${side}_`));
    if (files.length < 2) continue;
    const read = (file) =>
      Float64Array.from(
        readFileSync(new URL(`${name}/${file}`, DOTMARK), "utf8")
          .trim()
          .split(/[\n,]/),
        Number,
      );
    pairs.push([`DOTmark ${name}`, read(files[0]), read(files[1])]);
  }
  return pairs;
}

export function gridProblems(side, metric) {
  return imagePairs(side).map(([image, a, b]) => ({
    name: `emdGrid ${metric} ${side}², ${image}`,
    kind: "grid",
    metric,
    shape: [side, side],
    arrays: { a, b },
    run: () => emdGrid(a, b, { shape: [side, side], metric }),
  }));
}

export function pointProblem(n, metric, dim = 2) {
  const next = random(n);
  const [x, y, a, b] = [dim, dim, 1, 1].map((width) => randoms(next, width * n));
  return {
    name: `emdPoints ${metric} ${dim}-D, n = ${n.toLocaleString("en")}`,
    kind: "points",
    metric,
    shape: [n, dim],
    arrays: { a, b, x, y },
    run: () => emdPoints(x, y, { dim, metric, a, b }),
  };
}

/** `costs`: "random", or the metric of points in the plane. */
export function denseProblem(n, costs) {
  const next = random(n);
  const [x, y, a, b] = [2, 2, 1, 1].map((width) => randoms(next, width * n));
  const cost = costs === "random" ? randoms(next, n * n) : distances(x, y, costs);
  const masses = costs === "random" ? a.fill(1) : a;
  const others = costs === "random" ? b.fill(1) : b;
  return {
    name: `emd dense, n = ${n.toLocaleString("en")}, ${costs} costs`,
    kind: "dense",
    shape: [n, n],
    arrays: { a: masses, b: others, cost },
    run: () => emd(masses, others, cost),
  };
}

/** `costs`: "random" costs between 64 bins, or squared distances on an 8 × 8 grid. */
export function batchProblem(pairs, costs) {
  const next = random(pairs);
  const [P, Q] = [randoms(next, 64 * pairs), randoms(next, 64 * pairs)];
  const bins = Float64Array.from({ length: 128 }, (_, k) => (k % 2 === 0 ? k >> 4 : (k >> 1) % 8));
  const cost = costs === "random" ? randoms(next, 4096) : distances(bins, bins, "sqeuclidean");
  return {
    name: `paired emd, ${pairs.toLocaleString("en")} × 64 bins, ${costs} costs`,
    kind: "batch",
    shape: [pairs, 64],
    arrays: { P, Q, cost },
    run: () => ({ cost: sum(paired("emd", P, Q, { bins: 64, cost })) }),
  };
}

export function lineProblem(n) {
  const next = random(n);
  const [u, v] = [randoms(next, n), randoms(next, n)];
  return {
    name: `wasserstein1d, ${n.toLocaleString("en")} + ${n.toLocaleString("en")} samples`,
    kind: "line",
    shape: [n],
    arrays: { u, v },
    run: () => ({ cost: wasserstein1d(u, v) }),
  };
}

export function measureProblem(measure, rows, bins) {
  const next = random(bins);
  const [P, Q] = [randoms(next, rows * bins), randoms(next, rows * bins)];
  const options = { bins, out: new Float64Array(rows) };
  return {
    name: `${measure}, ${rows.toLocaleString("en")} × ${bins} bins`,
    kind: measure,
    shape: [rows, bins],
    arrays: { P, Q },
    run: () => ({
      cost: sum(
        measure === "entropy" ? paired(measure, P, options) : paired(measure, P, Q, options),
      ),
    }),
  };
}

function sum(values) {
  return values.reduce((total, x) => total + x, 0);
}
