/** What the page's panel "Your data" reads from files: what the command wasmstein drift reads from them. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type DriftReport, driftSettings } from "wasmstein/drift";
import { type CompareOptions, compareFiles } from "../../../site/panels/data/compare";
import { openTable } from "../../../site/panels/data/open-table";
import { database } from "../../support/duckdb";
import { workFolder } from "../../support/wasmstein-command";

const { at, write, wasmstein } = workFolder();
const db = database();

const fileAt = (name: string) => new File([readFileSync(at(name))], basename(name));

function compare(
  reference: string,
  current: string,
  more: Partial<CompareOptions> = {},
): Promise<DriftReport> {
  const files = { reference: fileAt(reference), current: fileAt(current) };
  const settings = driftSettings();
  const options = { settings, leaveOut: [], absent: [], temporal: true, ...more };
  return compareFiles(files, options, () => {});
}

/** The columns as the command has them, and as JSON has them. */
function commanded(reference: string, current: string, names: readonly string[]) {
  const { stdout } = wasmstein("drift", reference, current, "--json", "--columns", names.join(","));
  return JSON.parse(stdout).columns;
}
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, x) => (x === Infinity ? "Infinity" : x)));

describe("a Parquet file", () => {
  const VALUES = [
    "(i * 37 % 100)::TINYINT",
    "(9007199254740993 + i)::BIGINT",
    "(18446744073709551615 - i)::UBIGINT",
    "(4294967295 - i)::UINTEGER",
    "((i * 7919 % 100003) / 7)::DECIMAL(9, 2)",
    "(i * 104729 / 13)::DECIMAL(18, 6)",
    "((i - 500) * 1234567890123 / 8)::DECIMAL(38, 9)",
    "(i / 3)::FLOAT",
    "CASE WHEN i % 7 = 0 THEN 'nan'::DOUBLE WHEN i % 11 = 0 THEN 'inf' ELSE i / 7 END",
    "i % 3 = 0",
    "('00000000-0000-0000-0000-0000000000' || (10 + i % 60))::UUID",
    "(['x', 'ünï', ''])[1 + i % 3]",
    "(['x', 'y', 'z'])[1 + i % 3]::ENUM('x', 'y', 'z')",
    "make_timestamp(i * 86400123457)",
    "make_timestamp_ns(i * 86400123457891)",
    "make_timestamp(i * 3600000000)::TIMESTAMPTZ",
    "TIME '00:00:00' + to_microseconds(i * 1234567)",
    "DATE '1969-12-01' + i::INTEGER",
    "nullif(i % 4, 0)",
    "NULL::VARCHAR",
  ];
  const NAMES = VALUES.map((_, k) => `c ${k}.x`);
  const CODECS = ["snappy", "gzip", "zstd", "brotli", "lz4_raw", "uncompressed"];
  beforeAll(async () => {
    const columns = VALUES.map((sql, k) => `${sql} AS "${NAMES[k]}"`).join(", ");
    for (const [k, codec] of CODECS.entries()) {
      await db.rows(
        `COPY (SELECT ${columns} FROM range(${100 * k}, ${2500 + k}) t(i)) TO '${at(codec)}.parquet' ` +
          `(FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048)`,
      );
    }
  });

  it.each([
    ["snappy", "gzip"],
    ["zstd", "brotli"],
    ["lz4_raw", "uncompressed"],
  ])("gives the numbers of every type, compressed by %s and %s", async (...codecs) => {
    const [before, now] = codecs.map((codec) => `${codec}.parquet`);
    const { columns } = await compare(before, now);
    expect(plain(columns)).toEqual(commanded(before, now, NAMES));
  });

  it("has its nested and binary columns named and left out", async () => {
    await db.rows(
      `COPY (SELECT i, [i] AS l, {'a': i} AS s, MAP {'k': i} AS m, 'x'::BLOB AS b, '{}'::JSON AS j ` +
        `FROM range(3) t(i)) TO '${at("nested.parquet")}' (FORMAT parquet)`,
    );
    const { columns, notes } = await compare("nested.parquet", "nested.parquet");
    expect(columns.map(({ column }) => column)).toEqual(["i"]);
    expect(notes).toEqual(
      ["l (list)", "s (struct)", "m (map)", "b (binary)", "j (json)"].map((x) => `left out: ${x}`),
    );
  });
});

/** The kind and the value of the first row of v, as DuckDB's reader finds them. */
async function readByDuckDB(path: string) {
  const table = `read_csv('${path}', header = true)`;
  const [[type]] = await db.rows(`SELECT typeof(v) FROM ${table} LIMIT 1`);
  const [kind, expression] = /^(BIGINT|DOUBLE)$/.test(String(type))
    ? ["numeric", "v::DOUBLE"]
    : /^(DATE|TIME)/.test(String(type))
      ? ["temporal", "epoch(v)::DOUBLE"]
      : ["categorical", "v::VARCHAR"];
  const [[value]] = await db.rows(`SELECT ${expression} FROM ${table} LIMIT 1`);
  return [kind, value === "NaN" ? null : value];
}

describe("a CSV file", () => {
  /** Rows with what writers of CSV do: quotes, breaks and delimiters in fields, spaces, marks. */
  const header = '\ufeff"the ""name""", price ,when,price,,ok,blank,day\r\n';
  const line = (k: number) =>
    [
      `"a; ""b""\r\n${k % 3}"`,
      k % 9 ? (k / 8).toFixed(3) : "",
      `2026-01-0${1 + (k % 9)} 10:00:0${k % 10}.25`,
      k % 5 ? -k : " nan",
      `${k}e-2`,
      ["Yes", "F", "true", '""'][k % 4],
      "",
      `${1 + (k % 12)}/${1 + (k % 28)}/2026\r\n`,
    ].join(",");
  const side = (from: number, to: number) =>
    header + Array.from({ length: to - from }, (_, k) => line(from + k)).join("");
  const names = 'the "name",price,when,price_1,column4,ok,blank,day'.split(",");

  it("gives the same numbers whatever its delimiters, breaks and quotes", async () => {
    write("january.csv", side(0, 900));
    write("february.csv", side(200, 1400));
    write("january.tsv", side(0, 900).replaceAll(",", "\t"));
    write("bars.csv", side(200, 1400).replaceAll(",", "|").replaceAll("\r\n", "\n"));
    for (const [before, now] of [
      ["january.csv", "february.csv"],
      ["january.tsv", "bars.csv"],
    ]) {
      const { columns } = await compare(before, now);
      expect(plain(columns)).toEqual(commanded(before, now, names));
    }
  });

  it("takes texts for what DuckDB's reader takes them", async () => {
    const cells = [
      ...["1", "-1", " 1 ", "1e5", ".5", "5.", "-0", "1E+5", "+1", "007", "1_000", "1 000", "1,5"],
      ...["nan", "NaN", "NA", "null", "-", "5%", "€5", "1.5.2", "1e", "1e400", "00", "0.10"],
      ...["true", "T", "f", "yes", "NO", "True", "y", "on", "true ", "9223372036854775808"],
      ...["2024-01-05", "2024-1-5", "2024/01/05", "05/01/2024", "05.01.2024", "25/01/2024"],
      ...["2024-13-01", "2024-02-30", "20240105", "2024-01", "10:11:12", "10:11", "25:00:00"],
      ...["2024-01-05 10:11", "2024-01-05 10:11:12.123456", "2024-01-05T10:11:12Z"],
      ...["2024-01-05T10:11:12+02:00", "2024-01-05T10:11:12.123456789Z", '" "', "Jan 5"],
    ];
    for (const cell of cells) {
      const line = `${cell.includes(",") ? `"${cell}"` : cell},x\n`;
      write("cell.csv", `v,w\n${line}${line}`);
      const table = await openTable(fileAt("cell.csv"), { absent: [], onBytes() {} });
      const [{ kind }] = table.columns;
      const [value] = Array.from(await table.values("v"));
      expect([cell, kind, plain(value)]).toEqual([cell, ...(await readByDuckDB(at("cell.csv")))]);
    }
  });

  it("is read again where a late value shows what a column is", async () => {
    const many = "1,07,1/2/2026\n".repeat(5000);
    write("late.csv", `id,code,day\n${many}A-7,7,1/31/2026\n2,07,1/2/2026\n`);
    write("plain.csv", `id,code,day\n${many}B-7,7,2/1/2026\n`);
    const { columns } = await compare("late.csv", "plain.csv");
    expect(columns.map(({ column, kind }) => `${column}: ${kind}`)).toEqual([
      "id: categorical",
      "code: categorical",
      "day: numeric",
    ]);
    const bins = columns[0].bins.map(({ label, reference }) => `${label}: ${reference}`);
    expect(bins).toEqual(["1: 5000", "2: 1", "A-7: 1", "(new): 0"]);
    expect(columns[2].reference.max).toBe(Date.UTC(2026, 0, 31) / 1000);
  });

  it("has its rows that are too short or too long counted", async () => {
    write("ragged.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n1\n");
    const { columns, notes } = await compare("ragged.csv", "ragged.csv");
    expect(columns.map(({ reference }) => reference.missing)).toEqual([0, 1, 2]);
    const note =
      "ragged.csv: 3 rows have not 3 fields, the first is row 2; " +
      "what is not there is missing, what is too much is ignored";
    expect(notes).toEqual([note, note]);
  });

  it("is the same where its chunks end, in whatever it is", async () => {
    const field = `"${"é,\r\n".repeat(20)}"`;
    const rows = 70_000; // some eight million bytes: two chunks, and a part
    write(
      "chunks.csv",
      `n,text\r\n${Array.from({ length: rows }, (_, k) => `${k},${field}\r\n`).join("")}`,
    );
    const { columns, reference } = await compare("chunks.csv", "chunks.csv");
    expect(reference.rows).toBe(rows);
    expect(columns[0].reference).toMatchObject({ missing: 0, mean: (rows - 1) / 2, max: rows - 1 });
    expect(columns[1].bins.map(({ reference }) => reference)).toEqual([rows]);
  });
});

describe("of columns without number", () => {
  const wide = (letter: string) => Array.from({ length: 10_000 }, (_, k) => `${letter}${k}`);
  const long = `n${"😀".repeat(5000)}`;

  it("some are named, and long names cut", async () => {
    write("a.csv", `${wide("a").join(",")}\n`);
    write("b.csv", `${wide("b").join(",")}\n`);
    const lone = (side: string, x: string) =>
      `only the ${side} has: ${wide(x).slice(0, 20).join(", ")} and 9980 more`;
    await expect(compare("a.csv", "b.csv")).rejects.toThrow(
      `there is no column to compare; ${lone("reference", "a")}; ${lone("current file", "b")}`,
    );
    await expect(compare("a.csv", "b.csv", { leaveOut: [long] })).rejects.toThrow(
      `neither file has a column n${"😀".repeat(39)}… to leave out; ` +
        `the reference has ${wide("a").slice(0, 20).join(", ")} and 9980 more`,
    );
  });

  it("as many notes are made, and a few told with what is wrong", async () => {
    write(
      "dates.csv",
      `${wide("d").join(",")}\n${wide("2026-01-01").fill("2026-01-01").join(",")}\n`,
    );
    const refused = compare("dates.csv", "dates.csv", { temporal: false }).catch((e) => e.message);
    expect(await refused).toMatch(
      /^there is no column to compare; left out: d0 \(date\).* and 9995 more$/,
    );
  });
});
