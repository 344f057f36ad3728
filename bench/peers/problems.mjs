// The problems that all solvers get, written as raw doubles so that every one reads the same bytes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { emd, emdGrid, emdPoints, paired } from "wasmstein";
import { random, randoms } from "../support/random.mjs";

/** Squared distances between points in the plane, row-major. */
function distances(x, y) {
  const n = x.length / 2;
  const m = y.length / 2;
  return Float64Array.from({ length: n * m }, (_, k) => {
    const [i, j] = [Math.floor(k / m), k % m];
    return (x[2 * i] - y[2 * j]) ** 2 + (x[2 * i + 1] - y[2 * j + 1]) ** 2;
  });
}

/** A smooth image of a few blobs on an empty background. */
function blobs(next, side) {
  const centres = Array.from({ length: 5 }, () => [next() * side, next() * side, 2 + next() * 3]);
  return Float64Array.from({ length: side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / side), k % side];
    return centres.reduce((sum, [r, c, width]) => {
      const d2 = ((row - r) ** 2 + (column - c) ** 2) / width ** 2;
      return d2 < 9 ? sum + Math.exp(-d2) : sum;
    }, 0);
  });
}

/** Name, arrays by file name, and what wasmstein does with them. `kind` tells the peer what to do. */
export function makeProblems() {
  const problems = [];
  for (const n of [256, 1000]) {
    const next = random(n);
    const ones = new Float64Array(n).fill(1);
    const cost = randoms(next, n * n);
    problems.push({
      name: `emd dense, n = ${n}, random costs, uniform masses`,
      kind: "dense",
      arrays: { a: ones, b: ones, cost },
      run: () => emd(ones, ones, cost).cost,
    });
    const [x, y, a, b] = [2, 2, 1, 1].map((width) => randoms(next, width * n));
    const between = distances(x, y);
    problems.push({
      name: `emd dense, n = ${n}, distances of points, random masses`,
      kind: "dense",
      arrays: { a, b, cost: between },
      run: () => emd(a, b, between).cost,
    });
    problems.push({
      name: `emdPoints 2-D sqeuclidean, n = ${n} (the peer's matrix included)`,
      kind: "points",
      arrays: { a, b, x, y },
      run: () => emdPoints(x, y, { dim: 2, metric: "sqeuclidean", a, b }).cost,
    });
  }
  const next = random(5);
  const [image, other] = [blobs(next, 32), blobs(next, 32)];
  problems.push({
    name: "emdGrid sqeuclidean, blobs 32 × 32 (the peer's matrix excluded)",
    kind: "grid",
    arrays: { a: image, b: other },
    run: () => emdGrid(image, other, { shape: [32, 32], metric: "sqeuclidean" }).cost,
  });
  const [P, Q] = [randoms(next, 128_000), randoms(next, 128_000)];
  for (const measure of ["entropy", "kl", "js"]) {
    const options = { bins: 64, out: new Float64Array(2000) };
    problems.push({
      name: `${measure} of 2,000 × 64 bins (against scipy)`,
      kind: measure,
      arrays: { P, Q },
      run: () =>
        (measure === "entropy"
          ? paired(measure, P, options)
          : paired(measure, P, Q, options)
        ).reduce((sum, value) => sum + value, 0),
    });
  }
  return problems;
}

/** Writes each problem's arrays below `folder`, one file each. */
export function writeProblems(problems, folder) {
  problems.forEach(({ arrays }, k) => {
    for (const [name, values] of Object.entries(arrays)) {
      writeFileSync(join(folder, `${k}.${name}`), values);
    }
  });
  const list = problems.map(({ kind }, k) => ({ k, kind }));
  writeFileSync(join(folder, "problems.json"), JSON.stringify(list));
}
