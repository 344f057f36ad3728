// npm run bench:transport: the transport solvers on the wasm engine against the JavaScript engine, the
// same problems in one run. Times are medians of alternating runs; the ratios are what counts.
import { useEngine } from "wasmstein";
import { table } from "../examples/support/table.mjs";
import {
  batchProblem,
  denseProblem,
  gridProblems,
  lineProblem,
  pointProblem,
} from "./support/problems.mjs";
import { machine, median } from "./support/time.mjs";

const problems = [
  ...["sqeuclidean", "cityblock", "euclidean", "chebyshev"].flatMap((metric) =>
    gridProblems(64, metric),
  ),
  ...gridProblems(32, "sqeuclidean"),
  ...gridProblems(128, "sqeuclidean").slice(0, 6),
  ...["sqeuclidean", "euclidean"].flatMap((metric) => [
    pointProblem(1000, metric),
    pointProblem(4000, metric),
  ]),
  ...["random", "sqeuclidean", "euclidean"].map((costs) => denseProblem(1000, costs)),
  ...["random", "sqeuclidean"].map((costs) => batchProblem(1000, costs)),
  lineProblem(1_000_000),
];

/** Runs are repeated for about this long on either engine. */
const BUDGET_MS = 600;

function compare({ name, run }) {
  const times = { wasm: [], js: [] };
  const results = {};
  let spent = 0;
  while (times.js.length < 3 || (spent < 2 * BUDGET_MS && times.js.length < 25)) {
    for (const engine of ["wasm", "js"]) {
      useEngine(engine);
      const start = performance.now();
      results[engine] = run();
      times[engine].push(performance.now() - start);
      spent += times[engine].at(-1);
    }
  }
  if (results.wasm.cost !== results.js.cost) throw new Error(`${name}: the engines differ`);
  return [median(times.wasm), median(times.js), results.wasm.pivots];
}

console.log(machine());
const rows = problems.map((problem) => {
  const [wasm, js, pivots = "–"] = compare(problem);
  return [problem.name, wasm.toFixed(1), js.toFixed(1), `${(js / wasm).toFixed(1)}×`, pivots];
});
console.log(table(["milliseconds", "wasm", "js", "js / wasm", "pivots"], rows));
