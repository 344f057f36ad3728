/** Arrow IPC files that apache-arrow wrote, read through DuckDB. */
import { writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";
import { describe, expect, it } from "vitest";
import { registerArrow } from "../../../src/duckdb/arrow/scan";
import { openTable } from "../../../src/duckdb/files";
import { database } from "../../support/duckdb";

const FORMATS = [
  ["file", "arrow"],
  ["stream", "arrows"],
] as const;

const db = database();
const { at, rows } = db;
const nullable = (type: arrow.DataType) => new arrow.Field("item", type, true);

/** What DuckDB reads of a table with this one column, written by apache-arrow in both formats. */
async function read(vector: arrow.Vector): Promise<unknown[]> {
  const table = new arrow.Table({ x: vector });
  const answers = [];
  for (const [format, extension] of FORMATS) {
    writeFileSync(at(`x.${extension}`), arrow.tableToIPC(table, format));
    answers.push(await rows(`FROM ${await registerArrow(db.connection, at(`x.${extension}`))}`));
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
    await db.connection.run("SET TimeZone = 'UTC'");
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
    const two = await openTable(db.connection, at("two.feather"));
    expect(await rows(`SELECT b FROM ${two}`)).toEqual([["x"], ["y"]]);
    expect(await rows(`SELECT b, a FROM ${two} LIMIT 1`)).toEqual([["x", 1]]);
    expect(await rows(`SELECT count(*) FROM ${two}`)).toEqual([["2"]]);
    expect(await rows(`SELECT l.a, r.b FROM ${two} l JOIN ${two} r USING (a) ORDER BY 1`)).toEqual([
      [1, "x"],
      [2, "y"],
    ]);
  });
});
