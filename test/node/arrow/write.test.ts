/** Queries written as Arrow IPC, and what is refused when it is read. */
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";
import { describe, expect, it } from "vitest";
import { registerArrow } from "../../../src/duckdb/arrow/scan";
import { writeArrow } from "../../../src/duckdb/arrow/write";
import { copyTo, openTable } from "../../../src/duckdb/files";
import { database } from "../../support/duckdb";

const db = database();
const { at, rows } = db;

const WRITTEN = `
  SELECT i, i::TINYINT AS i8, i::USMALLINT AS u16, i::HUGEINT * 10000000000 AS h,
    i / 7 AS d, (i / 7)::FLOAT AS f, i % 2 = 0 AS b,
    'a string of more than twelve bytes ' || i AS s, ('x' || i)::BLOB AS bin,
    uuid FROM (SELECT range::INTEGER AS i, '0b8f8c31-6d4a-4e7c-8b3e-5a2f1d0c9e8f'::UUID AS uuid FROM range(100))`;

describe("a query is written", () => {
  it.each([
    ["numbers, strings and UUIDs", WRITTEN],
    [
      "nulls",
      `SELECT CASE WHEN i % 3 > 0 THEN i END AS i, CASE WHEN i % 5 > 0 THEN 'text of several words ' || i END AS s FROM (${WRITTEN})`,
    ],
    [
      "lists",
      `SELECT CASE WHEN i % 3 > 0 THEN list_transform(range(i % 5), x -> CASE WHEN x != 2 THEN x / 2 END) END AS l FROM (${WRITTEN})`,
    ],
    ["lists of lists", `SELECT [[i], NULL, [], [i, NULL]] AS l, [s, NULL] AS t FROM (${WRITTEN})`],
    [
      "arrays",
      `SELECT CASE WHEN i % 3 > 0 THEN [i, NULL, i + 1] END::INTEGER[3] AS a FROM (${WRITTEN})`,
    ],
    [
      "structs",
      `SELECT CASE WHEN i % 3 > 0 THEN {a: i, b: [d], c: {d: s}} END AS s FROM (${WRITTEN})`,
    ],
    [
      "decimals",
      `SELECT (i - 50)::DECIMAL(4, 1) AS a, (i - 50)::DECIMAL(9, 2) AS b, (i - 50)::DECIMAL(18, 3) AS c, (i - 50)::DECIMAL(38, 4) AS d FROM (${WRITTEN})`,
    ],
    [
      "dates and times",
      `SELECT DATE '2024-02-29' + i AS d, TIME '01:02:03' + to_seconds(i) AS t, TIMESTAMP '2024-02-29' AS us, '2024-02-29 01:02:03.456'::TIMESTAMP_MS AS ms, '1924-02-29 01:02:03'::TIMESTAMP_S AS s, '2024-02-29 01:02:03.123456789'::TIMESTAMP_NS AS ns, '2024-02-29 01:02:03+02'::TIMESTAMPTZ AS z FROM (${WRITTEN})`,
    ],
    [
      "enumerations",
      `SELECT (CASE WHEN i % 3 > 0 THEN ['low', 'medium', 'high'][i % 3 + 1] END)::ENUM ('low', 'medium', 'high') AS e FROM (${WRITTEN})`,
    ],
    [
      "lists out of order",
      `SELECT list(i ORDER BY i) AS l, i % 7 AS k FROM (${WRITTEN}) GROUP BY k ORDER BY k DESC`,
    ],
    ["no rows", `SELECT * FROM (${WRITTEN}) WHERE i < 0`],
    [
      "more rows than a record batch",
      "SELECT range AS i, [range, range + 1] AS l FROM range(150000)",
    ],
  ])("and read again: %s", async (_name, sql) => {
    const text = `SELECT COLUMNS(*)::VARCHAR FROM`;
    for (const extension of ["arrow", "arrows"]) {
      const path = at(`round.${extension}`);
      await copyTo(db.connection, sql, path);
      const table = await openTable(db.connection, path);
      expect(await rows(`${text} ${table}`)).toEqual(await rows(`${text} (${sql})`));
    }
  });

  it("for apache-arrow to read", async () => {
    const sql = `SELECT i, d, s, [i, NULL, d] AS l, h, (i % 2)::VARCHAR::ENUM ('0', '1') AS e FROM (${WRITTEN})`;
    for (const extension of ["arrow", "arrows"]) {
      await writeArrow(db.connection, sql, at(`read.${extension}`));
      const table = arrow.tableFromIPC(readFileSync(at(`read.${extension}`)));
      expect(table.numRows).toBe(100);
      const row = table.get(93)?.toJSON();
      expect(row).toMatchObject({ i: 93, d: 93 / 7, e: "1" });
      expect(row?.s).toBe("a string of more than twelve bytes 93");
      expect([...(row?.l ?? [])]).toEqual([93, null, 93 / 7]);
    }
  });

  it("as a file whose inside is a stream with its schema, as the format has it", async () => {
    await writeArrow(db.connection, "SELECT 42 AS answer", at("inside.arrow"));
    const stream = readFileSync(at("inside.arrow")).subarray(8);
    expect(arrow.tableFromIPC(new Uint8Array(stream)).get(0)?.toJSON()).toEqual({ answer: 42 });
  });

  it("unless a column has a type Arrow lacks, which is named", async () => {
    const sql = "SELECT INTERVAL 1 DAY AS lasts";
    await expect(writeArrow(db.connection, sql, at("no.arrow"))).rejects.toThrow(
      /column lasts: INTERVAL cannot be written to Arrow, cast it in the query/,
    );
    const large = "SELECT 170141183460469231731687303715884105727::HUGEINT AS h";
    await expect(writeArrow(db.connection, large, at("no.arrow"))).rejects.toThrow(/38 digits/);
  });

  it("until the signal is aborted, and rejects with its reason", async () => {
    const abort = new AbortController();
    const sql = "SELECT sum(a.range * b.range) AS s FROM range(1000000) a, range(1000000) b";
    const writing = writeArrow(db.connection, sql, at("stopped.arrow"), { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 100);
    await expect(writing).rejects.toThrow("enough");
    const parquet = copyTo(db.connection, sql, at("stopped.parquet"), { signal: abort.signal });
    await expect(parquet).rejects.toThrow("enough");
    expect(await rows("SELECT 1")).toEqual([[1]]);
  });

  it("and fails as the query fails, or as the path is no place to write to", async () => {
    const failing = "SELECT error('no such luck') FROM range(10)";
    await expect(writeArrow(db.connection, failing, at("fails.arrow"))).rejects.toThrow(
      "no such luck",
    );
    await expect(writeArrow(db.connection, "SELECT 1", at("no/such/place.arrow"))).rejects.toThrow(
      /ENOENT/,
    );
  });
});

it("a file larger than the memory it takes is written and scanned", async () => {
  const path = at("large.arrow");
  const list = "list_transform(range(64), x -> (x * range.range) / 7)";
  await writeArrow(db.connection, `SELECT ${list} AS p, ${list} AS q FROM range(300000)`, path);
  const table = await registerArrow(db.connection, path);
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const [sums] = await rows(`SELECT sum(len(p)), sum(q[1]), count(*) FROM ${table}`);
  clearInterval(watch);
  expect(sums).toEqual(["19200000", 0, "300000"]);
  expect(peak - before).toBeLessThan(200e6); // the file has 310 MB
});

describe("what is no Arrow file is refused", () => {
  it("by what is in it, whatever its name", async () => {
    writeFileSync(at("text.arrow"), "a,b\n1,2\n3,4\n");
    await expect(registerArrow(db.connection, at("text.arrow"))).rejects.toThrow(
      /text\.arrow: not an Arrow IPC file or stream/,
    );
    writeFileSync(at("empty.arrow"), "");
    await expect(registerArrow(db.connection, at("empty.arrow"))).rejects.toThrow(
      /not an Arrow IPC/,
    );
  });

  it("when its end is missing", async () => {
    await writeArrow(db.connection, "SELECT range AS i FROM range(1000)", at("cut.arrow"));
    truncateSync(at("cut.arrow"), 5000);
    await expect(registerArrow(db.connection, at("cut.arrow"))).rejects.toThrow(
      /without its footer/,
    );
    await writeArrow(db.connection, "SELECT range AS i FROM range(1000)", at("cut.arrows"));
    truncateSync(at("cut.arrows"), 5000);
    const cut = await registerArrow(db.connection, at("cut.arrows"));
    await expect(rows(`SELECT sum(i) FROM ${cut}`)).rejects.toThrow(/cut\.arrows/);
  });

  it("when a column has a type DuckDB lacks, which is named", async () => {
    const data = arrow.makeData({
      type: new arrow.DurationSecond(),
      length: 1,
      data: BigInt64Array.of(1n),
    });
    const table = new arrow.Table({ lasts: new arrow.Vector([data]) });
    writeFileSync(at("duration.arrow"), arrow.tableToIPC(table, "file"));
    await expect(registerArrow(db.connection, at("duration.arrow"))).rejects.toThrow(
      /column lasts: Arrow's Duration<SECOND> cannot be read/,
    );
  });
});
