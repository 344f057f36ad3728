/** wasmstein score: rows that cannot be scored, in files and in lines. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { copyTo } from "../../../src/duckdb/files";
import { database } from "../../support/duckdb";
import { workFolder } from "../../support/wasmstein-command";

const { at, write, filter, wasmstein } = workFolder();
const db = database();

/** Each kind of bad row: as SQL, as JSON where JSON can say it, and what is wrong. */
const KINDS = [
  ["a list that is NULL", "NULL", "[2, 1]", "null", "p is null, expected a list of numbers"],
  ["a NULL in a list", "[1, NULL]", "[2, 1]", "[1,null]", "p[1] is null, expected a finite"],
  ["a negative weight", "[1, -1]", "[2, 1]", "[1,-1]", "p[1] is -1, expected a finite number ≥ 0"],
  ["a weight that is NaN", "['NaN'::DOUBLE, 1]", "[2, 1]", undefined, "p[0] is NaN, expected"],
  ["an infinite weight", "['inf'::DOUBLE, 1]", "[2, 1]", "[1e999,1]", "p[0] is Infinity, expected"],
  ["different lengths", "[1, 2, 3]", "[2, 1]", "[1,2,3]", "q has 2 bins, expected 3"],
  ["an empty list", "[]", "[]", "[]", "p has 0 bins, expected at least 1"],
  ["no mass", "[0, 0]", "[2, 1]", "[0,0]", "p has total mass 0, expected at least one weight > 0"],
] as const;

const SCORE = ["--p", "p", "--q", "q", "--measures", "kl"];
const good = { id: 1, p: [1, 2], q: [1, 2] };
const advice = "; --on-bad-row skip or null goes on without it";

describe.each(KINDS)("%s", (_, p, q, json, wrong) => {
  beforeAll(async () => {
    const row = (id: number, p: string, q: string) =>
      `SELECT ${id} AS id, ${p}::DOUBLE[] AS p, ${q}::DOUBLE[] AS q`;
    const rows = [row(1, "[1, 2]", "[1, 2]"), row(2, p, q), row(3, "[3, 3]", "[2, 2]")];
    await copyTo(db.connection, rows.join(" UNION ALL "), at("rows.parquet"));
  });

  it("ends the scoring of a file, or is skipped or null", () => {
    const score = (...more: string[]) =>
      wasmstein("score", "rows.parquet", ...SCORE, "-o", "out.csv", ...more);
    const failed = score();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`wasmstein: row 2: ${wrong}`);
    expect(failed.stderr).toContain(advice);
    const skipped = score("--on-bad-row", "skip");
    expect(skipped.code).toBe(0);
    expect(skipped.stderr).toMatch(/^2 rows in out\.csv\n1 bad row left out; the first: row 2: /);
    expect(readFileSync(at("out.csv"), "utf8")).toBe("id,kl\n1,0.0\n3,0.0\n");
    const empty = score("--on-bad-row", "null");
    expect(empty.stderr).toMatch(/^3 rows in out\.csv\n1 bad row without results; .*row 2: /);
    expect(readFileSync(at("out.csv"), "utf8")).toBe("id,kl\n1,0.0\n2,\n3,0.0\n");
  });

  it.skipIf(json === undefined)("ends the scoring of lines, or is skipped or null", () => {
    const second = `{"id":2,"p":${json},"q":${q}}`;
    const input = [JSON.stringify(good), second, JSON.stringify({ ...good, id: 3 })].join("\n");
    const score = (...more: string[]) => filter(input, "score", "-", ...SCORE, ...more);
    const failed = score();
    expect([failed.code, failed.stdout]).toEqual([1, ""]);
    expect(failed.stderr).toContain(`wasmstein: row 2: ${wrong}`);
    expect(failed.stderr).toContain(advice);
    const skipped = score("--on-bad-row", "skip");
    expect(skipped.stdout).toBe('{"id":1,"kl":0}\n{"id":3,"kl":0}\n');
    expect(skipped.stderr).toMatch(/^2 rows\n1 bad row left out; the first: row 2: /);
    const empty = score("--on-bad-row", "null");
    expect(empty.stdout).toBe('{"id":1,"kl":0}\n{"id":2,"kl":null}\n{"id":3,"kl":0}\n');
    expect(empty.stderr).toMatch(/^3 rows\n1 bad row without results; the first: row 2: /);
    expect(score("--on-bad-row", "null", "--quiet").stderr).toBe("");
  });
});

describe("a bad row", () => {
  it("may be text that is no list, in a CSV file", () => {
    write("text.csv", 'id,p,q\n1,"[1, 2]","[1, 2]"\n2,abc,"[1, 2]"\n3,"[1, x]","[1, 2]"\n');
    const args = ["score", "text.csv", ...SCORE, "-o", "text.out.csv"];
    expect(wasmstein(...args).stderr).toContain(
      'row 2: p is "abc", expected a list of numbers; --on-bad-row',
    );
    const { stderr } = wasmstein(...args, "--on-bad-row", "skip");
    expect(stderr).toMatch(/2 bad rows left out; the first: row 2: p is "abc"/);
  });

  it("may have too few bins for the cost", () => {
    const args = ["--p", "p", "--q", "q", "--measures", "emd", "--grid", "2x2"];
    const input = JSON.stringify(good);
    expect(filter(input, "score", "-", ...args).stderr).toContain(
      "row 1: p has 2 bins, expected 4",
    );
  });

  it("is counted from the beginning of a file of many chunks", async () => {
    const sql = "SELECT [1, 2] AS p, [1, if(i = 33333, -1, 1)] AS q FROM range(40_000) t(i)";
    await copyTo(db.connection, sql, at("long.parquet"));
    const { code, stderr } = wasmstein("score", "long.parquet", ...SCORE, "-o", "long.csv");
    expect(code).toBe(1);
    expect(stderr).toContain("row 33334: q[1] is -1, expected a finite number ≥ 0");
  });
});
