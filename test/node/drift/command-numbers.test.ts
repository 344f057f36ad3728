/** wasmstein drift: what is compared, and the numbers it gives, on files of every format. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { type ColumnDrift, driftColumn } from "wasmstein/drift";
import { driftFolder, type Row, sides } from "../../support/drift-files";

const { folder, drift, json } = driftFolder();
/** Infinity as JSON has it. */
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, x) => (x === Infinity ? "Infinity" : x)));

describe("wasmstein drift", () => {
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
});
