/** Arrow IPC files through DuckDB: what apache-arrow writes is read, what is written apache-arrow reads. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import * as arrow from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerArrow } from "../../src/duckdb/arrow-scan";
import { writeArrow } from "../../src/duckdb/arrow-write";
import { copyTo, openTable } from "../../src/duckdb/files";

const FORMATS = [
  ["file", "arrow"],
  ["stream", "arrows"],
] as const;

let directory: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
const at = (name: string) => join(directory, name);
const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
const nullable = (type: arrow.DataType) => new arrow.Field("item", type, true);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "wasmstein-arrow-"));
  instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(directory, { recursive: true, force: true });
});

/** What DuckDB reads of a table with this one column, written by apache-arrow in both formats. */
async function read(vector: arrow.Vector): Promise<unknown[]> {
  const table = new arrow.Table({ x: vector });
  const answers = [];
  for (const [format, extension] of FORMATS) {
    writeFileSync(at(`x.${extension}`), arrow.tableToIPC(table, format));
    answers.push(await rows(`FROM ${await registerArrow(connection, at(`x.${extension}`))}`));
  }
  expect(answers[1]).toEqual(answers[0]);
  return answers[0]?.map(([value]) => value) ?? [];
}

const of = (type: arrow.DataType, values: readonly unknown[]) =>
  arrow.vectorFromArray(values, type) as arrow.Vector;

describe("an Arrow file is read", () => {
  it.each([
    ["Int8", new arrow.Int8(), [-128, null, 127]],
    ["Int16", new arrow.Int16(), [-32768, null, 32767]],
    ["Int32", new arrow.Int32(), [-1, null, 2147483647]],
    ["Uint8", new arrow.Uint8(), [0, null, 255]],
    ["Uint16", new arrow.Uint16(), [0, null, 65535]],
    ["Uint32", new arrow.Uint32(), [0, null, 4294967295]],
    ["Float32", new arrow.Float32(), [0.5, null, -3]],
    ["Float64", new arrow.Float64(), [0.1, null, -1e300]],
    ["Bool", new arrow.Bool(), [true, null, false]],
    [
      "Utf8",
      new arrow.Utf8(),
      ["", null, "a string of more than twelve bytes: Wasserstein–Kantorowitsch"],
    ],
    ["LargeUtf8", new arrow.LargeUtf8(), ["", null, "another string of more than twelve bytes"]],
  ])("with a column of %s", async (_name, type, values) => {
    expect(await read(of(type, values))).toEqual(values);
  });

  it("with a column of 64-bit integers", async () => {
    expect(await read(of(new arrow.Int64(), [-(2n ** 63n), null, 2n ** 63n - 1n]))).toEqual([
      "-9223372036854775808",
      null,
      "9223372036854775807",
    ]);
    expect(await read(of(new arrow.Uint64(), [2n ** 64n - 1n]))).toEqual(["18446744073709551615"]);
  });

  it("with halves, widened to floats", async () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x7e00, 0x8000, 0x7bff);
    const data = arrow.makeData({ type: new arrow.Float16(), length: 7, data: halves });
    expect(await read(new arrow.Vector([data]))).toEqual([
      1,
      -2,
      2 ** -24,
      "Infinity",
      "NaN",
      expect.closeTo(0, 0),
      65504,
    ]);
  });

  it("with dates, times and timestamps of every unit", async () => {
    const time = Date.UTC(2024, 1, 29, 12, 34, 56, 789);
    expect(await read(of(new arrow.DateDay(), [new Date(time)]))).toEqual(["2024-02-29"]);
    const before = new Date(Date.UTC(1969, 11, 31, 23));
    expect(await read(of(new arrow.DateMillisecond(), [before]))).toEqual(["1969-12-31"]);
    const units = [
      [arrow.TimestampSecond, 1_000_000_000n, "2024-02-29 12:34:56"],
      [arrow.TimestampMillisecond, 1_000_000n, "2024-02-29 12:34:56.789"],
      [arrow.TimestampMicrosecond, 1_000n, "2024-02-29 12:34:56.789"],
      [arrow.TimestampNanosecond, 1n, "2024-02-29 12:34:56.789"],
    ] as const;
    await connection.run("SET TimeZone = 'UTC'");
    for (const [Type, nanoseconds, text] of units) {
      const data = BigInt64Array.of((BigInt(time) * 1_000_000n) / nanoseconds);
      for (const zone of [null, "Europe/Berlin"]) {
        const type = new Type(zone);
        const [read1] = await read(new arrow.Vector([arrow.makeData({ type, length: 1, data })]));
        expect(String(read1).replace(/\+00$/, "")).toMatch(new RegExp(`^${text}0*$`));
        expect(String(read1).endsWith("+00")).toBe(zone !== null);
      }
    }
    const second = arrow.makeData({
      type: new arrow.TimeSecond(),
      length: 1,
      data: Int32Array.of(3661),
    });
    expect(await read(new arrow.Vector([second]))).toEqual(["01:01:01"]);
    const nano = arrow.makeData({
      type: new arrow.TimeNanosecond(),
      length: 1,
      data: BigInt64Array.of(3_661_000_000_001n),
    });
    expect(await read(new arrow.Vector([nano]))).toEqual(["01:01:01.000000001"]);
  });

  it.each([4, 9, 18, 38])("with decimals of %i digits", async (digits) => {
    const words = (value: bigint) =>
      [0n, 32n, 64n, 96n].map((shift) => Number(BigInt.asUintN(32, value >> shift)));
    const data = Uint32Array.from([...words(-1234n), ...words(42n)]);
    const type = new arrow.Decimal(2, digits, 128);
    const vector = new arrow.Vector([arrow.makeData({ type, length: 2, data })]);
    expect(await read(vector)).toEqual(["-12.34", "0.42"]);
  });

  it("with byte strings", async () => {
    const bytes = [Uint8Array.of(0, 255), null, Uint8Array.of()];
    expect(await read(of(new arrow.Binary(), bytes))).toEqual(["\\x00\\xFF", null, ""]);
  });

  it("with dictionaries, which are decoded", async () => {
    const text = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8());
    const words = ["a", "a word of more than twelve bytes", null, "a"];
    expect(await read(of(text, words))).toEqual(words);
    const numbers = new arrow.Dictionary(new arrow.Float64(), new arrow.Int32());
    expect(await read(of(numbers, [0.5, null, 7, 0.5]))).toEqual([0.5, null, 7, 0.5]);
  });

  it("with a dictionary that grows from batch to batch", async () => {
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 7);
    const first = of(new arrow.Utf8(), ["a", "b"]);
    const grown = first.concat(of(new arrow.Utf8(), ["c"]));
    const batch = (data: number[], dictionary: arrow.Vector) =>
      arrow.makeData({ type, length: data.length, data: Int32Array.from(data), dictionary });
    const vector = new arrow.Vector([batch([1, 0], first), batch([2, 1], grown)]);
    expect(await read(vector)).toEqual(["b", "a", "c", "b"]);
  });

  it("with string views", async () => {
    const long = new TextEncoder().encode("a string of more than twelve bytes");
    const views = new DataView(new ArrayBuffer(32));
    views.setInt32(0, 2, true);
    views.setUint8(4, 104);
    views.setUint8(5, 105);
    views.setInt32(16, long.length, true);
    views.setInt32(28, 0, true);
    const data = arrow.makeData({
      type: new arrow.Utf8View(),
      length: 2,
      views: new Uint8Array(views.buffer),
      variadicBuffers: [long],
    });
    expect(await read(new arrow.Vector([data]))).toEqual([
      "hi",
      "a string of more than twelve bytes",
    ]);
  });

  it("with lists, nulls at every level, and empty lists", async () => {
    const lists = [[1, null, 3], null, [], [4]];
    expect(await read(of(new arrow.List(nullable(new arrow.Float64())), lists))).toEqual(lists);
    const deep = [[["a"], null, []], null, [["b", null]]];
    const type = new arrow.List(nullable(new arrow.List(nullable(new arrow.Utf8()))));
    expect(await read(of(type, deep))).toEqual(deep);
    const fixed = [[1, 2], null, [3, null]];
    expect(await read(of(new arrow.FixedSizeList(2, nullable(new arrow.Int32())), fixed))).toEqual(
      fixed,
    );
  });

  it("with structs", async () => {
    const type = new arrow.Struct([
      new arrow.Field("a", new arrow.Int32(), true),
      new arrow.Field("b", new arrow.List(nullable(new arrow.Float64())), true),
    ]);
    const values = [{ a: 1, b: [1, 2] }, null, { a: null, b: null }];
    expect(await read(of(type, values))).toEqual(values);
  });

  it("with a column of nulls only", async () => {
    expect(await read(of(new arrow.Null(), [null, null]))).toEqual([null, null]);
  });

  it("of sliced vectors and of many record batches", async () => {
    const list = new arrow.List(nullable(new arrow.Float64()));
    const whole = Array.from({ length: 100 }, (_, i) => (i % 7 ? [i, i / 2] : null));
    const flags = whole.map((_, i) => (i % 5 ? i % 2 === 0 : null));
    const parts = [of(list, whole).slice(3, 50), of(list, whole).slice(61, 99)];
    const expected = [...whole.slice(3, 50), ...whole.slice(61, 99)];
    expect(await read(new arrow.Vector(parts.flatMap(({ data }) => data)))).toEqual(expected);
    expect(await read(of(new arrow.Bool(), flags).slice(13, 77))).toEqual(flags.slice(13, 77));
  });

  it("without rows", async () => {
    expect(await read(of(new arrow.Int32(), []))).toEqual([]);
  });

  it("whichever columns are asked for, and as often as they are", async () => {
    const table = new arrow.Table({
      a: of(new arrow.Int32(), [1, 2]),
      b: of(new arrow.Utf8(), ["x", "y"]),
    });
    writeFileSync(at("two.feather"), arrow.tableToIPC(table, "file"));
    const two = await openTable(connection, at("two.feather"));
    expect(await rows(`SELECT b FROM ${two}`)).toEqual([["x"], ["y"]]);
    expect(await rows(`SELECT b, a FROM ${two} LIMIT 1`)).toEqual([["x", 1]]);
    expect(await rows(`SELECT count(*) FROM ${two}`)).toEqual([["2"]]);
    expect(await rows(`SELECT l.a, r.b FROM ${two} l JOIN ${two} r USING (a) ORDER BY 1`)).toEqual([
      [1, "x"],
      [2, "y"],
    ]);
  });
});

describe("what is no Arrow file is refused", () => {
  it("by what is in it, whatever its name", async () => {
    writeFileSync(at("text.arrow"), "a,b\n1,2\n3,4\n");
    await expect(registerArrow(connection, at("text.arrow"))).rejects.toThrow(
      /text\.arrow: not an Arrow IPC file or stream/,
    );
    writeFileSync(at("empty.arrow"), "");
    await expect(registerArrow(connection, at("empty.arrow"))).rejects.toThrow(/not an Arrow IPC/);
  });

  it("when its end is missing", async () => {
    await writeArrow(connection, "SELECT range AS i FROM range(1000)", at("cut.arrow"));
    truncateSync(at("cut.arrow"), 5000);
    await expect(registerArrow(connection, at("cut.arrow"))).rejects.toThrow(/without its footer/);
    await writeArrow(connection, "SELECT range AS i FROM range(1000)", at("cut.arrows"));
    truncateSync(at("cut.arrows"), 5000);
    const cut = await registerArrow(connection, at("cut.arrows"));
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
    await expect(registerArrow(connection, at("duration.arrow"))).rejects.toThrow(
      /column lasts: Arrow's Duration<SECOND> cannot be read/,
    );
  });
});

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
    for (const [, extension] of FORMATS) {
      const path = at(`round.${extension}`);
      await copyTo(connection, sql, path);
      const table = await openTable(connection, path);
      expect(await rows(`${text} ${table}`)).toEqual(await rows(`${text} (${sql})`));
    }
  });

  it("for apache-arrow to read", async () => {
    const sql = `SELECT i, d, s, [i, NULL, d] AS l, h, (i % 2)::VARCHAR::ENUM ('0', '1') AS e FROM (${WRITTEN})`;
    for (const [, extension] of FORMATS) {
      await writeArrow(connection, sql, at(`read.${extension}`));
      const table = arrow.tableFromIPC(readFileSync(at(`read.${extension}`)));
      expect(table.numRows).toBe(100);
      const row = table.get(93)?.toJSON();
      expect(row).toMatchObject({ i: 93, d: 93 / 7, e: "1" });
      expect(row?.s).toBe("a string of more than twelve bytes 93");
      expect([...(row?.l ?? [])]).toEqual([93, null, 93 / 7]);
    }
  });

  it("as a file whose inside is a stream with its schema, as the format has it", async () => {
    await writeArrow(connection, "SELECT 42 AS answer", at("inside.arrow"));
    const stream = readFileSync(at("inside.arrow")).subarray(8);
    expect(arrow.tableFromIPC(new Uint8Array(stream)).get(0)?.toJSON()).toEqual({ answer: 42 });
  });

  it("unless a column has a type Arrow lacks, which is named", async () => {
    const sql = "SELECT INTERVAL 1 DAY AS lasts";
    await expect(writeArrow(connection, sql, at("no.arrow"))).rejects.toThrow(
      /column lasts: INTERVAL cannot be written to Arrow, cast it in the query/,
    );
    const large = "SELECT 170141183460469231731687303715884105727::HUGEINT AS h";
    await expect(writeArrow(connection, large, at("no.arrow"))).rejects.toThrow(/38 digits/);
  });

  it("until the signal is aborted, and rejects with its reason", async () => {
    const abort = new AbortController();
    const sql = "SELECT sum(a.range * b.range) AS s FROM range(1000000) a, range(1000000) b";
    const writing = writeArrow(connection, sql, at("stopped.arrow"), { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 100);
    await expect(writing).rejects.toThrow("enough");
    const parquet = copyTo(connection, sql, at("stopped.parquet"), { signal: abort.signal });
    await expect(parquet).rejects.toThrow("enough");
    expect(await rows("SELECT 1")).toEqual([[1]]);
  });

  it("and fails as the query fails, or as the path is no place to write to", async () => {
    const failing = "SELECT error('no such luck') FROM range(10)";
    await expect(writeArrow(connection, failing, at("fails.arrow"))).rejects.toThrow(
      "no such luck",
    );
    await expect(writeArrow(connection, "SELECT 1", at("no/such/place.arrow"))).rejects.toThrow(
      /ENOENT/,
    );
  });
});

it("a file larger than the memory it takes is written and scanned", async () => {
  const path = at("large.arrow");
  const list = "list_transform(range(64), x -> (x * range.range) / 7)";
  await writeArrow(connection, `SELECT ${list} AS p, ${list} AS q FROM range(300000)`, path);
  const table = await registerArrow(connection, path);
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const [sums] = await rows(`SELECT sum(len(p)), sum(q[1]), count(*) FROM ${table}`);
  clearInterval(watch);
  expect(sums).toEqual(["19200000", 0, "300000"]);
  expect(peak - before).toBeLessThan(150e6); // the file has 310 MB
});
