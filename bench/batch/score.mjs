// The command against the best plain SQL there is for KL alone: the same file in, the same columns and
// Parquet out, each a process of its own. DuckDB compiles no loop, but uses all cores.
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { median } from "../support/time.mjs";
import { runAndWatch } from "./peak.mjs";

const ROWS = 200_000;
const BINS = 64;
const ROUNDS = 7;

/** Weights from hashes: seeded, so the same on every machine. */
const weights = (seed) =>
  `list_transform(range(${BINS}), k -> 0.001 + (hash(k + ${BINS} * i + ${seed}) % 1000000) / 1000000)`;

const klInSql = (input, output) => `
  COPY (
    SELECT id, list_sum(list_transform(list_zip(p, q), x -> x[1] / sp * ln(x[1] / sp / (x[2] / sq)))) AS kl
    FROM (SELECT id, p, q, list_sum(p) AS sp, list_sum(q) AS sq FROM read_parquet('${input}'))
  ) TO '${output}' (FORMAT parquet, COMPRESSION zstd)`;

const runSql = (sql) => `
  import { DuckDBInstance } from "@duckdb/node-api";
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(${JSON.stringify(sql)});`;

export async function scoreRows(folder) {
  const [input, output, other] = ["pairs", "scores", "sql"].map((name) =>
    join(folder, `${name}.parquet`),
  );
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `COPY (SELECT i AS id, ${weights(0)} AS p, ${weights(1e12)} AS q FROM range(${ROWS}) t(i)) TO '${input}'`,
  );
  const processes = {
    "wasmstein score, KL and JS": [
      ["dist/cli.js", "-q", "score", input],
      ["--p", "p", "--q", "q", "--measures", "kl,js", "-o", output],
    ].flat(),
    "DuckDB's SQL, KL alone": ["--input-type=module", "-e", runSql(klInSql(input, other))],
  };
  const runs = Object.fromEntries(Object.keys(processes).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(processes)) {
      runs[name].push(await runAndWatch(args));
    }
  }
  const compared = await connection.runAndReadAll(
    `SELECT max(abs(a.kl - b.kl)), count(*)::INTEGER FROM '${output}' a JOIN '${other}' b USING (id)`,
  );
  const [difference, rows] = compared.getRows()[0];
  if (!(difference < 1e-12 && rows === ROWS)) throw new Error(`KL differs by ${difference}`);
  return Object.entries(runs).map(([name, measured]) => [
    name,
    median(measured.map(({ seconds }) => seconds)),
    Math.round(Math.max(...measured.map(({ mebibytes }) => mebibytes))),
  ]);
}
