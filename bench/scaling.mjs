// npm run bench:scaling: time and peak memory against size, and the exponents that fit them. Every
// problem runs in a process of its own, so that its peak is its own; what an empty one takes is taken off.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { table } from "../examples/support/table.mjs";
import { denseProblem, gridProblems, pointProblem } from "./support/problems.mjs";
import { machine } from "./support/time.mjs";

const grid = (metric) => (side) => gridProblems(side, metric)[2]; // the moderate field
const SERIES = {
  "emdGrid sqeuclidean, side": [grid("sqeuclidean"), [32, 64, 128, 256], 2],
  "emdGrid cityblock, side": [grid("cityblock"), [32, 64, 128, 256], 2],
  "emdGrid euclidean, side": [grid("euclidean"), [32, 64, 128], 2],
  "emdPoints sqeuclidean 2-D, n": [
    (n) => pointProblem(n, "sqeuclidean"),
    [1000, 4000, 16_000, 50_000],
    1,
  ],
  "emdPoints euclidean 2-D, n": [
    (n) => pointProblem(n, "euclidean"),
    [1000, 4000, 16_000, 50_000],
    1,
  ],
  "emd dense random, n": [(n) => denseProblem(n, "random"), [1000, 2000, 4000], 1],
  "emd dense sqeuclidean, n": [(n) => denseProblem(n, "sqeuclidean"), [1000, 2000, 4000], 1],
};

const peak = () => process.resourceUsage().maxRSS / 1024; // MiB

function measure(name, size) {
  const problem = SERIES[name][0](size);
  const before = peak();
  const start = performance.now();
  const { pivots, cost, lowerBound } = problem.run();
  const ms = performance.now() - start;
  return { ms, mebibytes: peak() - before, pivots, gap: cost - lowerBound };
}

/** The slope of log y against log x: least squares. */
function exponent(xs, ys) {
  const [u, v] = [xs, ys].map((values) => values.map(Math.log));
  const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [mu, mv] = [mean(u), mean(v)];
  const covariance = u.reduce((sum, x, i) => sum + (x - mu) * (v[i] - mv), 0);
  return covariance / u.reduce((sum, x) => sum + (x - mu) ** 2, 0);
}

if (process.argv[2]) {
  console.log(JSON.stringify(measure(process.argv[2], Number(process.argv[3]))));
} else {
  console.log(machine());
  const script = fileURLToPath(import.meta.url);
  for (const [name, [, sizes, power]] of Object.entries(SERIES)) {
    const results = sizes.map((size) =>
      JSON.parse(execFileSync(process.execPath, [script, name, size], { encoding: "utf8" })),
    );
    const rows = results.map(({ ms, mebibytes, pivots, gap }, k) => [
      String(sizes[k]),
      ms.toFixed(0),
      mebibytes.toFixed(0),
      pivots,
      gap.toExponential(0),
    ]);
    const nodes = sizes.map((size) => size ** power);
    const slope = exponent(
      nodes,
      results.map(({ ms }) => ms),
    );
    console.log(`\n${table([name, "ms", "MiB", "pivots", "gap"], rows)}`);
    console.log(`time grows as n^${slope.toFixed(2)}, n being the number of bins or points`);
  }
}
