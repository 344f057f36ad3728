// npm run bench:peers: wasmstein against POT's C++ network simplex and scipy, the same inputs, one
// thread each, in one run. Both solve to optimality, and their values are compared.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { engine } from "wasmstein";
import { table } from "../../examples/support/table.mjs";
import { machine, medians } from "../support/time.mjs";
import { makeProblems, writeProblems } from "./problems.mjs";

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
console.log(`${machine()}; ${engine().name} engine; ${versions.trim()}`);

const folder = mkdtempSync(join(tmpdir(), "wasmstein-peers-"));
try {
  const problems = makeProblems();
  writeProblems(problems, folder);
  const script = join(dirname(fileURLToPath(import.meta.url)), "peers.py");
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const peers = execFileSync(python, [script, folder], { encoding: "utf8", env })
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const rows = [];
  for (const [k, { name, run }] of problems.entries()) {
    const ours = (await medians({ [name]: { run } }))[name];
    const difference = Math.abs(run() - peers[k].value) / Math.abs(peers[k].value);
    const ratio = `${(peers[k].ms / ours).toFixed(1)}×`;
    rows.push([name, ours.toFixed(3), peers[k].ms.toFixed(3), ratio, difference.toExponential(0)]);
  }
  console.log(table(["milliseconds", "wasmstein", "peer", "faster", "difference"], rows));
} finally {
  rmSync(folder, { recursive: true });
}
