/** wasmstein drift, as a process: what it writes, and how it ends. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ColumnDrift } from "wasmstein/drift";
import { driftFolder } from "../../support/drift-files";

const { folder, drift, json } = driftFolder();

describe("wasmstein drift", () => {
  it("ends with 0 without drift, and 3 with", () => {
    const calm = drift("before.parquet", "before.parquet");
    expect([calm.status, calm.stderr]).toEqual([0, ""]);
    expect(calm.stdout).toContain("no drift in 7 columns");
    const moved = drift("before.parquet", "after.parquet");
    expect([moved.status, moved.stderr]).toEqual([3, ""]);
    expect(moved.stdout).toMatch(/fixed .* ∞ .* drift: PSI, JS distance, W1\/σ/);
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
    expect(fixed.measures["w1-per-sigma"]).toBe("Infinity");
    const empty = report.columns.find(({ column }: ColumnDrift) => column === "empty");
    expect(empty).toMatchObject({ verdict: "no data", drifted: false });
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
    [["before.parquet", "x.txt"], "x.txt: unknown extension"],
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
      ["before.parquet", "after.parquet", "--threshold", "js-distance=0"],
      "--threshold js-distance is 0, expected a finite number > 0",
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
