/** wasmstein score: data files in, data files out. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { paired } from "wasmstein";
import { copyTo, openTable } from "../../../src/duckdb/files";
import { database } from "../../support/duckdb";
import { weights } from "../../support/grid-files";
import { workFolder } from "../../support/wasmstein-command";

const { at, write, wasmstein } = workFolder();
const db = database();

const BINS = 5;
const ROWS = 200;
const MEASURES = ["kl", "js", "wasserstein"] as const;
const FORMATS = ["parquet", "csv", "tsv", "json", "ndjson", "csv.gz", "arrow", "arrows"];

/** Weights that need all digits of a double, and none of which is 0. */
const rows = (seed: number) =>
  Array.from({ length: ROWS }, (_, row) => weights(BINS, row + seed).map((x) => (x + 1) / 7));
const p = rows(1);
const q = rows(4);
const pair = { p: "p", q: "q" };

const score = (input: string, output: string, ...more: string[]) =>
  wasmstein("score", input, "--p", "p", "--q", "q", "-o", output, ...more);
const read = async (name: string, columns = "*") =>
  db.rows(`SELECT ${columns} FROM ${await openTable(db.connection, at(name))}`);

beforeAll(async () => {
  const lines = p.map((list, id) => JSON.stringify({ id, [pair.p]: list, [pair.q]: q[id] }));
  write("pairs.ndjson", `${lines.join("\n")}\n`);
  const table = await openTable(db.connection, at("pairs.ndjson"));
  for (const format of FORMATS) {
    const lists = format.startsWith("json") ? "*" : "id, p::DOUBLE[] AS p, q::DOUBLE[] AS q";
    await copyTo(db.connection, `SELECT ${lists} FROM ${table}`, at(`pairs.${format}`));
  }
});

describe("wasmstein score gives the values of paired", () => {
  it.each(FORMATS)("from %s into every format", async (format) => {
    const options = { bins: BINS };
    const expected = MEASURES.map((measure) => [...paired(measure, p.flat(), q.flat(), options)]);
    for (const into of format === "parquet" ? FORMATS : ["parquet", format]) {
      const output = `from-${format}.${into}`;
      const { code, stderr, stdout } = score(
        `pairs.${format}`,
        output,
        "--measures",
        MEASURES.join(),
      );
      expect(stderr).toBe(`200 rows in ${output}\n`);
      expect([code, stdout]).toEqual([0, ""]);
      const got = await read(output, "id, kl, js, wasserstein");
      expect(got.map(([id]) => Number(id))).toEqual(p.map((_, id) => id));
      MEASURES.forEach((_, m) => {
        expect(got.map((row) => Number(row[m + 1]))).toEqual(expected[m]);
      });
    }
  });

  it("with infinity as a text in JSON, which has no such number", () => {
    write("infinite.ndjson", '{"id":1,"p":[1,2],"q":[1,0]}\n{"id":2,"p":[1,-2],"q":[1,0]}\n');
    const options = ["--measures", "kl", "--on-bad-row", "null"];
    for (const into of ["json", "ndjson"]) {
      score("infinite.ndjson", `infinite.out.${into}`, ...options);
      const text = readFileSync(at(`infinite.out.${into}`), "utf8");
      const rows = into === "json" ? text : `[${text.trim().replaceAll("\n", ",")}]`;
      expect(JSON.parse(rows)).toEqual([
        { id: 1, kl: "Infinity" },
        { id: 2, kl: null },
      ]);
    }
  });

  it("with the infinities of other columns as texts in JSON, too", async () => {
    const sql = `SELECT [1, 2] AS p, [2, 1] AS q, x, x::FLOAT AS single
      FROM (VALUES ('inf'::DOUBLE), ('-inf'), ('nan'), (1.5), (NULL)) AS others(x)`;
    await copyTo(db.connection, sql, at("others.parquet"));
    score("others.parquet", "others.ndjson", "--measures", "kl");
    const lines = readFileSync(at("others.ndjson"), "utf8").trim().split("\n");
    const xs = ["Infinity", "-Infinity", null, 1.5, null];
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      xs.map((x) => expect.objectContaining({ x, single: x })),
    );
  });

  it("from lists of every type of number, and from arrays", async () => {
    const types = [
      "FLOAT[]",
      "INTEGER[]",
      "DECIMAL(9, 2)[]",
      "UBIGINT[]",
      "HUGEINT[]",
      "DOUBLE[3]",
    ];
    const [expected] = paired("kl", [3, 1, 2], [1, 2, 3], { bins: 3 });
    for (const type of types) {
      const sql = `SELECT [3, 1, 2]::${type} AS p, [1, 2, 3]::${type} AS q`;
      await copyTo(db.connection, sql, at("typed.parquet"));
      score("typed.parquet", "typed.out.parquet", "--measures", "kl");
      expect(await read("typed.out.parquet")).toEqual([[expected]]);
    }
  });

  it("for a cost from a file, a grid, an order, positions and a base", async () => {
    write("cost.csv", "0,1,4\n1,0,1\n4,1,0\n");
    await copyTo(db.connection, "SELECT [3, 1, 2] AS p, [1, 2, 3] AS q", at("one.parquet"));
    const value = (...args: string[]) => {
      const { stderr } = score("one.parquet", "one.ndjson", ...args);
      expect(stderr).toBe("1 row in one.ndjson\n");
      return Object.values(JSON.parse(readFileSync(at("one.ndjson"), "utf8")));
    };
    const given = [
      [3, 1, 2],
      [1, 2, 3],
    ] as const;
    const squares = { bins: 3, cost: [0, 1, 4, 1, 0, 1, 4, 1, 0] };
    expect(value("--measures", "emd", "--cost", "cost.csv")).toEqual([
      ...paired("emd", ...given, squares),
    ]);
    expect(value("--measures", "emd", "--grid", "1x3", "--metric", "sqeuclidean")).toEqual([
      ...paired("emd", ...given, squares),
    ]);
    const line = { bins: 3, order: 2, positions: [0, 1, 5] };
    const flags = ["--measures", "wasserstein", "--order", "2", "--positions", "0,1,5"];
    expect(value(...flags)).toEqual([...paired("wasserstein", ...given, line)]);
    expect(value("--measures", "kl", "--base", "2")).toEqual([
      ...paired("kl", ...given, { bins: 3, base: 2 }),
    ]);
  });

  it("also of entropy alone, without a q, and of a column with itself", async () => {
    const args = ["--p", "p", "--measures", "entropy", "-o", "entropy.parquet"];
    wasmstein("score", "pairs.parquet", ...args);
    const got = await read("entropy.parquet", "entropy, q IS NULL");
    const expected = paired("entropy", p.flat(), { bins: BINS });
    expect(got).toEqual([...expected].map((value) => [value, false]));
    const same = ["--p", "p", "--q", "p", "--measures", "js", "-o", "same.parquet"];
    wasmstein("score", "pairs.parquet", ...same);
    expect(await read("same.parquet", "DISTINCT js")).toEqual([[0]]);
  });
});

describe("wasmstein score keeps", () => {
  it("the order of many row groups, whatever the number of workers", async () => {
    const sql = `SELECT i AS id, [i % 7 + 1, i % 11, 3] AS p, [1, 2, i % 13 + 1] AS q
      FROM range(50_000) t(i)`;
    const target = `'${at("many.parquet")}' (FORMAT parquet, ROW_GROUP_SIZE 4096)`;
    await db.connection.run(`COPY (${sql}) TO ${target}`);
    for (const workers of ["1", "2", "4"]) {
      const cost = ["--measures", "kl,emd", "--grid", "3", "--workers", workers];
      score("many.parquet", `many.${workers}.parquet`, ...cost);
    }
    const bytes = readFileSync(at("many.1.parquet"));
    expect(readFileSync(at("many.2.parquet")).equals(bytes)).toBe(true);
    expect(readFileSync(at("many.4.parquet")).equals(bytes)).toBe(true);
    const got = await read("many.4.parquet", "id, kl");
    expect(got.map(([id]) => Number(id))).toEqual(Array.from({ length: 50_000 }, (_, i) => i));
    const P = got.flatMap((_, i) => [(i % 7) + 1, i % 11, 3]);
    const Q = got.flatMap((_, i) => [1, 2, (i % 13) + 1]);
    const expected = paired("kl", P, Q, { bins: 3 });
    expect(got.every(([, kl], i) => kl === expected[i])).toBe(true);
  });

  it("every row of a file longer than what DuckDB appends at a time", async () => {
    const sql = "SELECT i AS id, [1, 2] AS p, [2, 1] AS q FROM range(600_000) t(i)";
    await copyTo(db.connection, sql, at("long.parquet"));
    const { stderr } = score("long.parquet", "long.out.parquet", "--measures", "kl");
    expect(stderr).toBe("600,000 rows in long.out.parquet\n");
    expect(await read("long.out.parquet", "count(kl)::INTEGER, max(id)::INTEGER")).toEqual([
      [600_000, 599_999],
    ]);
  });

  it("the other columns, of any type", async () => {
    const others = `9007199254740993::BIGINT AS big, 123456789012345678.25::DECIMAL(20, 2) AS money,
      TIMESTAMP '2024-02-29 12:34:56.789' AS at, {'x': 1, 'y': [NULL, 'b']} AS nested,
      NULL::INTEGER AS nothing, 'it''s "quoted"' || chr(10) || chr(8232) AS words,
      'é' AS "a.b ""c""", MAP {'k': 1.5} AS map, DATE '1999-12-31' AS day, true AS yes`;
    await copyTo(
      db.connection,
      `SELECT ${others}, [1, 2] AS p, [2, 1] AS q UNION ALL SELECT ${others}, [1], [1]`,
      at("types.parquet"),
    );
    score("types.parquet", "types.out.parquet", "--measures", "kl");
    const both = await read("types.parquet", "* EXCLUDE (p, q)");
    expect(await read("types.out.parquet", "* EXCLUDE kl")).toEqual(both);
    const describe = async (name: string) =>
      db.rows(`SELECT column_name, column_type FROM (DESCRIBE FROM '${at(name)}')`);
    const types = (await describe("types.parquet")).slice(0, -2);
    expect(await describe("types.out.parquet")).toEqual([...types, ["kl", "DOUBLE"]]);
  });

  it("columns apart whose names have quotes, dots and spaces", async () => {
    const sql = `SELECT [1, 2] AS "a ""b""", [2, 1] AS "c.d e", 1 AS "good", 2 AS "input.x"`;
    await copyTo(db.connection, sql, at("names.parquet"));
    const args = ["--p", 'a "b"', "--q", "c.d e", "--measures", "js-distance", "-o", "named.csv"];
    expect(wasmstein("score", "names.parquet", ...args).stderr).toBe("1 row in named.csv\n");
    expect(readFileSync(at("named.csv"), "utf8")).toMatch(/^good,input\.x,js-distance\n1,2,0\.2/);
  });

  it("rows with different numbers of bins", async () => {
    const list = (i: string) => `list_transform(range(1 + i % 4), x -> 1 + (x * ${i}) % 5)`;
    const sql = `SELECT i, ${list("i")} AS p, ${list("3")} AS q FROM range(1000) t(i)`;
    await copyTo(db.connection, sql, at("ragged.parquet"));
    score("ragged.parquet", "ragged.out.parquet", "--measures", "kl");
    const given = await db.rows(`SELECT p::DOUBLE[], q::DOUBLE[] FROM '${at("ragged.parquet")}'`);
    const expected = given.map(([p, q]) => {
      const bins = (p as number[]).length;
      return paired("kl", p as number[], q as number[], { bins })[0];
    });
    expect((await read("ragged.out.parquet", "kl")).map(([kl]) => kl)).toEqual(expected);
  });

  it("an input that is its output, until the new one is complete", async () => {
    await copyTo(db.connection, "SELECT 1 AS id, [1, 2] AS p, [2, 1] AS q", at("self.parquet"));
    score("self.parquet", "self.parquet", "--measures", "js-distance");
    expect(await read("self.parquet", 'id, round("js-distance", 3)')).toEqual([[1, 0.238]]);
  });

  it("nothing of nothing: no rows, and no other columns", async () => {
    const empty = "SELECT 1 AS id, [1.5] AS p, [1.5] AS q WHERE false";
    await copyTo(db.connection, empty, at("empty.parquet"));
    const { stderr } = score("empty.parquet", "none.csv", "--measures", "kl,js");
    expect(stderr).toBe("0 rows in none.csv\n");
    expect(readFileSync(at("none.csv"), "utf8")).toBe("id,kl,js\n");
    await copyTo(db.connection, "SELECT [1] AS p, [1] AS q", at("bare.parquet"));
    score("bare.parquet", "bare.csv", "--measures", "kl");
    expect(readFileSync(at("bare.csv"), "utf8")).toBe("kl\n0.0\n");
  });
});
