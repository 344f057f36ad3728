/** Two sides of a comparison as files of every format, and the command that compares them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";
import { COMMAND } from "./wasmstein-command";

export type Row = ReturnType<typeof rows>[number];

/** The rows of a side, for files and for memory alike. */
function rows(count: number, shift: number) {
  return Array.from({ length: count }, (_, k) => ({
    amount: k % 17 === 3 ? null : Math.round(1000 * Math.abs(Math.sin(k)) ** (1 + shift)) / 8,
    items: (k * k) % (7 + shift),
    colour: k % 11 === 5 ? null : ["red", "green", "ünï", "it's", `c${k % (60 + shift)}`][k % 5],
    fresh: k % 3 === 0,
    fixed: 4 + shift,
    empty: null,
    country: ["DE", "FR", shift ? "IT" : "ES"][k % 3],
  }));
}
export const sides = { before: rows(3000, 0), after: rows(2000, 2) };

/** A folder with the files of both sides, gone when the suite is over. */
export function driftFolder() {
  const folder = mkdtempSync(join(tmpdir(), "wasmstein-drift-"));
  beforeAll(() => fill(folder));
  afterAll(() => rmSync(folder, { recursive: true }));
  const drift = (...args: string[]) => {
    const options = { cwd: folder, encoding: "utf8" as const, maxBuffer: 2 ** 28 };
    const command = [COMMAND, "drift", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    return { status, stdout, stderr };
  };
  const json = (...args: string[]) => JSON.parse(drift(...args, "--json").stdout);
  return { folder, drift, json };
}

async function fill(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [name, side] of Object.entries(sides)) {
    const file = join(folder, name);
    writeFileSync(`${file}.ndjson`, side.map((row) => `${JSON.stringify(row)}\n`).join(""));
    await connection.run(
      `CREATE TABLE ${name} AS SELECT * REPLACE (empty::DOUBLE AS empty), ` +
        `DATE '2024-01-01' + k::INTEGER AS day, [k] AS list ` +
        `FROM (SELECT *, row_number() OVER () % 30 AS k FROM read_ndjson('${file}.ndjson'))`,
    );
    for (const [extension, format] of [
      ["parquet", "parquet"],
      ["csv", "csv"],
    ]) {
      await connection.run(
        `COPY (SELECT * EXCLUDE (k) FROM ${name}) TO '${file}.${extension}' (FORMAT ${format})`,
      );
    }
  }
  await connection.run(
    `COPY (SELECT * EXCLUDE (k) FROM before LIMIT 0) TO '${folder}/none.parquet'`,
  );
  await connection.run(`COPY (SELECT 1 AS items) TO '${folder}/one.parquet'`);
  await connection.run(`COPY (SELECT 'x' AS amount) TO '${folder}/texts.parquet'`);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(folder, "broken.parquet"), "no parquet at all");
}
