// npm run bench:peers: wasmstein against POT's C++ network simplex, LEMON's and scipy, the same inputs, one
// thread each, in one run. All solve to optimality, and their values are compared.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { engine } from "wasmstein";
import { table } from "../../examples/support/table.mjs";
import {
  batchProblem,
  denseProblem,
  gridProblems,
  lineProblem,
  measureProblem,
  pointProblem,
} from "../support/problems.mjs";
import { machine, median } from "../support/time.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const problems = [
  ...["entropy", "kl", "js"].map((measure) => measureProblem(measure, 10_000, 64)),
  lineProblem(1_000_000),
  ...["random", "sqeuclidean"].map((costs) => batchProblem(5000, costs)),
  ...[1000, 4000].flatMap((n) => [
    ...["random", "sqeuclidean", "euclidean"].map((costs) => denseProblem(n, costs)),
    ...["sqeuclidean", "euclidean"].map((metric) => pointProblem(n, metric)),
  ]),
  ...gridProblems(32, "sqeuclidean"),
  ...["sqeuclidean", "cityblock", "euclidean"].flatMap((metric) => gridProblems(64, metric)),
];
/** LEMON's digraph takes some 60 bytes to the arc: larger problems are left out. */
const LEMON_PAIRS = 1100 ** 2;

// Debian's interpreter sees Debian's packages; another one on the path may not.
const python = ["/usr/bin/python3", "python3"].find(
  (path) => spawnSync(path, ["-c", "import numpy, scipy, ot"]).status === 0,
);
if (!python) {
  console.error("bench:peers needs POT and scipy: apt-get install python3-pot python3-scipy");
  process.exit(1);
}
const versions = execFileSync(
  python,
  ["-c", "import ot, scipy; print(f'POT {ot.__version__}, scipy {scipy.__version__}')"],
  { encoding: "utf8" },
);
const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };

function writeProblem(folder, k, { kind, shape, metric, arrays }) {
  for (const [name, values] of Object.entries(arrays)) {
    writeFileSync(join(folder, `${k}.${name}`), values);
  }
  writeFileSync(
    join(folder, "problems.json"),
    JSON.stringify([{ k, kind, shape, metric: metric ?? null }]),
  );
}

/** LEMON's driver, compiled; null where there is no compiler or no LEMON. */
function compileLemon(folder) {
  const binary = join(folder, "lemon");
  const flags = ["-O3", "-march=native", "-std=c++17", join(here, "lemon.cpp"), "-o", binary];
  if (spawnSync("g++", flags).status === 0) return binary;
  console.log("(no LEMON: it needs g++ and liblemon-dev)");
  return null;
}

/** Row-major distances between the bins of a grid, which LEMON gets as a matrix like POT. */
function gridCost([rows, columns], metric) {
  const bins = rows * columns;
  return Float64Array.from({ length: bins * bins }, (_, k) => {
    const [s, t] = [Math.floor(k / bins), k % bins];
    const dr = Math.abs(Math.floor(s / columns) - Math.floor(t / columns));
    const dc = Math.abs((s % columns) - (t % columns));
    if (metric === "cityblock") return dr + dc;
    return metric === "euclidean" ? Math.hypot(dr, dc) : dr * dr + dc * dc;
  });
}

function runLemon(lemon, folder, k, { kind, shape, metric, arrays }) {
  if (!lemon || (kind !== "dense" && kind !== "grid")) return null;
  const [n, m] = kind === "grid" ? [shape[0] * shape[1], shape[0] * shape[1]] : shape;
  if (n * m > LEMON_PAIRS) return null;
  const cost = join(folder, `${k}.cost`);
  if (!arrays.cost) writeFileSync(cost, gridCost(shape, metric));
  const files = [join(folder, `${k}.a`), join(folder, `${k}.b`), cost];
  const runs = Array.from({ length: 3 }, () =>
    JSON.parse(execFileSync(lemon, [n, m, ...files], { encoding: "utf8" })),
  );
  return { ms: median(runs.map(({ ms }) => ms)), value: runs[0].value };
}

function runOurs({ run }) {
  const times = [];
  let cost = 0;
  for (let spent = 0; times.length < 5 || (spent < 500 && times.length < 50); ) {
    const start = performance.now();
    cost = run().cost;
    times.push(performance.now() - start);
    spent += times.at(-1);
  }
  return { ms: median(times), value: cost };
}

console.log(`${machine()}; ${engine().name} engine; ${versions.trim()}`);
const folder = mkdtempSync(join(tmpdir(), "wasmstein-peers-"));
try {
  const lemon = compileLemon(folder);
  const rows = problems.map((problem, k) => {
    writeProblem(folder, k, problem);
    const ours = runOurs(problem);
    const script = join(here, "peers.py");
    const peer = JSON.parse(execFileSync(python, [script, folder], { encoding: "utf8", env }));
    const third = runLemon(lemon, folder, k, problem);
    for (const name of ["a", "b", "x", "y", "u", "v", "P", "Q", "cost"]) {
      rmSync(join(folder, `${k}.${name}`), { force: true });
    }
    const faster = (ms) => `${(ms / ours.ms).toFixed(1)}×`;
    const difference = Math.abs(ours.value - peer.value) / Math.abs(peer.value);
    return [
      problem.name,
      ours.ms.toFixed(2),
      peer.ms.toFixed(2),
      faster(peer.ms),
      third ? faster(third.ms) : "–",
      difference.toExponential(0),
    ];
  });
  const header = ["milliseconds", "wasmstein", "POT / scipy", "faster", "than LEMON", "difference"];
  console.log(table(header, rows));
} finally {
  rmSync(folder, { recursive: true });
}
