// npm run bench: wasm against the JavaScript engine, hand-written loops and ml-distance, on the same
// inputs in one run. Times are medians; the ratios are what counts.
import { distance } from "ml-distance";
import { emd, emdGrid, emdPoints, MEASURES, paired, useEngine } from "wasmstein";
import { table } from "../examples/support/table.mjs";
import { random, randoms } from "../test/support/random.mjs";
import { byHand } from "./support/hand.mjs";
import { machine, medians } from "./support/time.mjs";

const WEIGHTS = 128_000;
/** ml-distance has no normalisation: it is given normalised rows, and has less to do. */
const ML_DISTANCE = {
  kl: distance.kullbackLeibler,
  js: distance.jensenShannon,
  hellinger: distance.hellinger,
  "total-variation": distance.manhattan,
  psi: distance.jeffreys,
};
const onEngine = (name, run) => ({ before: () => useEngine(name), run });
const times = (ratio) => `${ratio.toFixed(1)}×`;

function normalizedRows(weights, bins) {
  return Array.from({ length: weights.length / bins }, (_, r) => {
    const row = weights.subarray(r * bins, (r + 1) * bins);
    const total = row.reduce((sum, x) => sum + x, 0);
    return row.map((x) => x / total);
  });
}

async function benchMeasures(bins) {
  const next = random(bins);
  const P = randoms(next, WEIGHTS);
  const Q = randoms(next, WEIGHTS);
  const out = new Float64Array(WEIGHTS / bins);
  const pRows = normalizedRows(P, bins);
  const qRows = normalizedRows(Q, bins);
  const rows = [];
  for (const measure of MEASURES.filter((name) => name !== "emd")) {
    const score = () =>
      measure === "entropy"
        ? paired(measure, P, { bins, out })[0]
        : paired(measure, P, Q, { bins, out })[0];
    const tasks = {
      wasm: onEngine("wasm", score),
      js: onEngine("js", score),
      hand: { run: () => byHand(measure, P, Q, bins, out)[0] },
    };
    const ml = ML_DISTANCE[measure];
    if (ml) {
      tasks.ml = {
        run: () => {
          let sum = 0;
          for (let r = 0; r < pRows.length; r++) sum += ml(pRows[r], qRows[r]);
          return sum;
        },
      };
    }
    const time = await medians(tasks);
    const perBin = (name) => (name in time ? ((time[name] * 1e6) / WEIGHTS).toFixed(2) : "–");
    rows.push([
      measure,
      ...["wasm", "js", "hand", "ml"].map(perBin),
      times(time.js / time.wasm),
      times(time.hand / time.wasm),
      time.ml ? times(time.ml / time.wasm) : "–",
    ]);
  }
  console.log(
    `\nnanoseconds per bin, ${WEIGHTS / bins} pairs of ${bins} bins, validated and normalised`,
  );
  const header = ["measure", "wasm", "js", "hand-written", "ml-distance"];
  console.log(table([...header, "js/wasm", "hand/wasm", "ml/wasm"], rows));
}

/** Problems by name, each a function to solve them once. */
function transportProblems(n) {
  const next = random(n);
  const uniform = new Float64Array(n).fill(1);
  const [a, b] = [randoms(next, n), randoms(next, n)];
  const [x, y] = [randoms(next, 2 * n), randoms(next, 2 * n)];
  const costs = randoms(next, n * n);
  const side = Math.floor(Math.sqrt(n));
  const [image, other] = [randoms(next, side * side), randoms(next, side * side)];
  const distances = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return (x[2 * i] - y[2 * j]) ** 2 + (x[2 * i + 1] - y[2 * j + 1]) ** 2;
  });
  return {
    "emd, random costs, uniform masses": () => emd(uniform, uniform, costs),
    "emd, distances of points, random masses": () => emd(a, b, distances),
    "emdPoints, 2-D sqeuclidean": () => emdPoints(x, y, { dim: 2, metric: "sqeuclidean", a, b }),
    [`emdGrid, ${side} × ${side} euclidean`]: () => emdGrid(image, other, { shape: [side, side] }),
  };
}

async function benchTransport() {
  const rows = [];
  for (const n of [64, 256, 1000]) {
    for (const [name, solve] of Object.entries(transportProblems(n))) {
      const run = () => solve().cost;
      const time = await medians(
        { wasm: onEngine("wasm", run), js: onEngine("js", run) },
        { rounds: 3, time: 100 },
      );
      useEngine("wasm");
      const result = solve();
      rows.push([
        `${n}: ${name}`,
        time.wasm.toFixed(3),
        time.js.toFixed(3),
        times(time.js / time.wasm),
        result.pivots,
        (result.cost - result.lowerBound).toExponential(0),
      ]);
    }
  }
  console.log("\nexact transport, milliseconds");
  console.log(table(["n: problem", "wasm", "js", "js/wasm", "pivots", "gap"], rows));
}

console.log(machine());
await benchMeasures(64);
await benchMeasures(1024);
await benchTransport();
