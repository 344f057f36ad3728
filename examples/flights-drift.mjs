// The main job on real data: each month of three million flights against the month before, with the
// wasmstein command, and a report of one pair. Months are told apart by DuckDB, in files of their own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const FLIGHTS = "node_modules/vega-datasets/data/flights-3m.parquet";
const FOLDER = "build/flights";
const MONTHS = ["2001-01", "2001-02", "2001-03", "2001-04", "2001-05", "2001-06"];
const REPORT = "build/flights/report.html";
const DRIFT = 3; // a finding, not a failure

const fileOf = (month) => `${FOLDER}/${month}.parquet`;

async function split() {
  const missing = MONTHS.filter((month) => !existsSync(fileOf(month)));
  if (missing.length === 0) return;
  console.log(`splitting ${basename(FLIGHTS)} into months …\n`);
  mkdirSync(FOLDER, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const month of missing) {
    const unfinished = `${fileOf(month)}.unfinished`;
    await connection.run(
      `COPY (FROM read_parquet('${FLIGHTS}') WHERE strftime(date, '%Y-%m') = '${month}') ` +
        `TO '${unfinished}' (FORMAT parquet)`,
    );
    renameSync(unfinished, fileOf(month));
  }
  connection.closeSync();
  instance.closeSync();
}

function drift(...args) {
  const { status } = spawnSync(process.execPath, ["dist/cli.js", "drift", ...args], {
    stdio: "inherit",
  });
  if (status !== 0 && status !== DRIFT) process.exit(status ?? 1);
  return status === DRIFT;
}

const started = performance.now();
await split();
const drifted = [];
for (const [k, month] of MONTHS.entries()) {
  if (k === 0) continue;
  const last = k === MONTHS.length - 1;
  const found = drift(fileOf(MONTHS[k - 1]), fileOf(month), ...(last ? ["--html", REPORT] : []));
  if (found) drifted.push(month);
  console.log();
}
console.log(
  `${drifted.length} of ${MONTHS.length - 1} months drifted from the month before` +
    `${drifted.length > 0 ? ` (${drifted.join(", ")})` : ""}; ` +
    `${((performance.now() - started) / 1000).toFixed(1)} s in all; report: ${REPORT}`,
);
