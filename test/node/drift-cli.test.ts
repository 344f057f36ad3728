/** wasmstein drift, as a process, on files of every format. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ColumnDrift, driftColumn } from "wasmstein/drift";

const folder = mkdtempSync(join(tmpdir(), "wasmstein-drift-"));
const CLI = join(process.cwd(), "dist", "cli.js");

function drift(...args: string[]) {
  const options = { cwd: folder, encoding: "utf8" as const, maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "drift", ...args], options);
  return { status, stdout, stderr };
}
const json = (...args: string[]) => JSON.parse(drift(...args, "--json").stdout);
/** Infinity as JSON has it. */
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, x) => (x === Infinity ? "Infinity" : x)));

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
const sides = { before: rows(3000, 0), after: rows(2000, 2) };
type Row = (typeof sides.before)[number];

beforeAll(async () => {
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
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("wasmstein drift", () => {
  it("ends with 0 without drift, and 3 with", () => {
    const calm = drift("before.parquet", "before.parquet");
    expect([calm.status, calm.stderr]).toEqual([0, ""]);
    expect(calm.stdout).toContain("no drift in 7 columns");
    const moved = drift("before.parquet", "after.parquet");
    expect([moved.status, moved.stderr]).toEqual([3, ""]);
    expect(moved.stdout).toMatch(/fixed .* ∞ .* drift: PSI, JS, W1\/σ/);
  });

  it("gives the numbers of driftColumn, to the last bit, from every format", () => {
    const names = ["amount", "items", "colour", "fresh", "fixed", "country"] as const;
    for (const extension of ["parquet", "csv", "ndjson"]) {
      const files = [`before.${extension}`, `after.${extension}`];
      const { columns } = json(...files, "--columns", names.join(","));
      const expected = names.map((column) => {
        const values = (side: Row[]) => side.map((row) => row[column]);
        return driftColumn(values(sides.before), values(sides.after), { column });
      });
      expect(columns).toEqual(plain(expected));
    }
  });

  it("takes a column of text without a value for what the other side is", () => {
    writeFileSync(join(folder, "blank.csv"), "amount,items\n,1\n,2\n");
    const { columns } = json("before.parquet", "blank.csv");
    expect(columns[0]).toMatchObject({ column: "amount", kind: "numeric", verdict: "no data" });
    expect(columns[0].current).toMatchObject({ rows: 2, missing: 2, mean: null });
  });

  it("takes any name of a column, and numbers of every type", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const types = [
      "HUGEINT",
      "UBIGINT",
      "DECIMAL(20,3)",
      "FLOAT",
      "TINYINT",
      "DATE",
      "TIMESTAMPTZ",
    ];
    const names = ["v", "s", "r", "c", "first", 'a "quoted" name', "*"];
    const value = (type: string) =>
      type === "DATE" || type === "TIMESTAMPTZ"
        ? `make_timestamp(i * 86400000000)::${type}`
        : `i::${type}`;
    const columns = types.map((type, k) => `${value(type)} AS "${names[k].replaceAll('"', '""')}"`);
    await connection.run(
      `COPY (SELECT ${columns.join(", ")} FROM range(100) t(i)) TO '${folder}/types.parquet'`,
    );
    connection.closeSync();
    instance.closeSync();
    const report = json("types.parquet", "types.parquet", "--columns", names.join(","));
    expect(report.columns.map(({ column }: ColumnDrift) => column)).toEqual(names);
    for (const { reference } of report.columns) {
      expect([reference.min, reference.max]).toEqual([0, reference.max > 99 ? 99 * 86400 : 99]);
    }
    expect(json("types.parquet", "types.parquet", "--by", "s").columns.length).toBe(400);
  });

  it("tells all in JSON", () => {
    const report = json("before.parquet", "after.parquet", "--smoothing", "1", "--bins", "4");
    expect(Object.keys(report)).toEqual([
      ...["drifted", "reference", "current", "settings", "columns", "notes"],
    ]);
    expect(report).toMatchObject({
      drifted: true,
      reference: { name: "before.parquet", rows: 3000 },
      current: { name: "after.parquet", rows: 2000 },
      settings: { bins: 4, smoothing: 1 },
    });
    expect(report.notes).toEqual([
      "left out: day (DATE); name it in --columns to compare it",
      "left out: list (BIGINT[])",
    ]);
    const fixed = report.columns.find(({ column }: ColumnDrift) => column === "fixed");
    expect(fixed.measures.wasserstein).toBe("Infinity");
    const empty = report.columns.find(({ column }: ColumnDrift) => column === "empty");
    expect(empty).toMatchObject({ verdict: "no data", drifted: false });
  });

  it("compares within the values of a column, and names those on one side only", () => {
    const report = json(
      "before.parquet",
      "after.csv",
      "--by",
      "country",
      "--columns",
      "amount,colour",
    );
    expect(report.by).toBe("country");
    expect(report.segments).toEqual({ referenceOnly: ["ES"], currentOnly: ["IT"] });
    const where = report.columns.map(({ segment, column }: ColumnDrift) => `${segment} ${column}`);
    expect(where).toEqual(["DE amount", "DE colour", "FR amount", "FR colour"]);
    for (const [k, segment] of ["DE", "DE", "FR", "FR"].entries()) {
      const column = k % 2 === 0 ? "amount" : "colour";
      const values = (side: Row[]) =>
        side.filter((row) => row.country === segment).map((row) => row[column]);
      const expected = driftColumn(values(sides.before), values(sides.after), { column });
      expect(report.columns[k]).toEqual(plain({ segment, ...expected }));
    }
    const text = drift("before.parquet", "before.parquet", "--by", "colour").stdout;
    expect(text).toMatch(/^\(missing\) +amount/m);
    const none = drift("before.parquet", "none.parquet", "--by", "country");
    expect(none.status).toBe(3);
    expect(none.stdout).toContain("only in the reference: DE, ES, FR");
  });

  it("takes columns, edges and thresholds as told", () => {
    const args = [
      "before.parquet",
      "after.parquet",
      "--columns",
      "items, day",
      "--bins",
      "0,2.5,9",
    ];
    const report = json(...args, "--threshold", "kl=5", "--threshold", "missing=0.5");
    expect(report.settings).toEqual({
      bins: [0, 2.5, 9],
      smoothing: 0.5,
      thresholds: { kl: 5, missing: 0.5 },
    });
    expect(report.columns.map(({ column }: ColumnDrift) => column)).toEqual(["items", "day"]);
    expect(report.columns[1].reference.min).toBe(Date.UTC(2024, 0, 1) / 1000);
    expect(report.notes).toEqual(["day: in seconds since 1970-01-01"]);
    expect(report.drifted).toBe(false);
  });

  it("writes the HTML report whole or not at all", () => {
    const run = drift("before.parquet", "after.parquet", "--html", "report.html");
    expect(run.status).toBe(3);
    expect(readFileSync(join(folder, "report.html"), "utf8").trimEnd()).toMatch(/<\/html>$/);
    const lost = drift("before.parquet", "after.parquet", "--html", "nowhere/report.html");
    expect(lost.status).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes("report"))).toEqual(["report.html"]);
  });

  it("calls an empty side drift, and two empty ones none", () => {
    const one = drift("before.parquet", "none.parquet");
    expect(one.status).toBe(3);
    expect(one.stdout).toContain("no data now");
    expect(drift("none.parquet", "before.parquet").stdout).toContain("no data before");
    expect(drift("none.parquet", "none.parquet").status).toBe(0);
    expect(drift("one.parquet", "one.parquet").status).toBe(0);
  });

  it("keeps its table plain, its columns aligned and control characters out", () => {
    const name = "b\u001b[31m";
    writeFileSync(join(folder, "odd.csv"), `a,"${name}"\n1,x\n2,漢字\n`);
    const { stdout } = drift("odd.csv", "odd.csv");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("b�[31m");
    const [head, rule] = stdout.split("\n").slice(3);
    expect(rule.length).toBeGreaterThanOrEqual(head.length);
  });

  it.each([
    [["before.parquet"], "missing required argument 'current'"],
    [["before.parquet", "x.txt"], "x.txt: the extension tells no format"],
    [
      ["before.parquet", "after.parquet", "--columns", "nope"],
      "the reference file has no column nope",
    ],
    [["before.parquet", "one.parquet", "--by", "colour"], "the current file has no column colour"],
    [["before.parquet", "after.parquet", "--columns", "list"], "list is BIGINT[], which cannot"],
    [
      ["one.parquet", "texts.parquet"],
      "there is no column to compare; only the reference has: items",
    ],
    [["before.parquet", "texts.parquet"], "amount is DOUBLE in the reference and VARCHAR now"],
    [["before.parquet", "after.parquet", "--bins", "x"], '--bins is x: "x" is not a number'],
    [
      ["before.parquet", "after.parquet", "--bins", "2,1"],
      "--bins[1] is 1, expected a finite number > bins[0]",
    ],
    [
      ["before.parquet", "after.parquet", "--threshold", "foo=1"],
      "--threshold is foo=1, expected measure=value",
    ],
    [
      ["before.parquet", "after.parquet", "--threshold", "js=0"],
      "--threshold js is 0, expected a finite number > 0",
    ],
    [["before.parquet", "after.parquet", "--smoothing", "-1"], "--smoothing is -1, expected"],
  ])("ends with 2 for what cannot be: %j", (args, message) => {
    const { status, stdout, stderr } = drift(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  it.each([
    ["broken.parquet", /broken\.parquet/],
    ["nowhere.parquet", /No files found that match the pattern "nowhere\.parquet"/],
  ])("ends with 1 for %s, without a query that nobody wrote", (file, message) => {
    const { status, stderr } = drift("before.parquet", file);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("SELECT");
  });
});
