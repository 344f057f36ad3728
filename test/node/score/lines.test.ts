/** wasmstein score -: NDJSON in, NDJSON out. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paired } from "wasmstein";
import { weights } from "../../support/grid-files";
import { workFolder } from "../../support/wasmstein-command";

const { at, write, filter, wasmstein } = workFolder();

const SCORE = ["score", "-", "--p", "p", "--q", "q", "--measures", "kl"];
const half = { p: [1, 2], q: [1, 2] };

describe("wasmstein score -", () => {
  it("gives the values of paired, in order, whatever the number of workers", () => {
    const P = Array.from({ length: 20_000 }, (_, row) => weights(4, row).map((x) => x + 1 / 3));
    const Q = P.map((_, row) => P[(row * 7 + 1) % P.length]);
    const input = P.map((p, id) => JSON.stringify({ id, p, q: Q[id] })).join("\n");
    const kl = paired("kl", P.flat(), Q.flat(), { bins: 4 });
    const expected = P.map((_, id) => `${JSON.stringify({ id, kl: kl[id] })}\n`).join("");
    for (const workers of ["1", "2", "4"]) {
      const { code, stdout, stderr } = filter(input, ...SCORE, "--workers", workers);
      expect(stdout === expected).toBe(true);
      expect([code, stderr]).toEqual([0, "20,000 rows\n"]);
    }
  });

  it("solves on large grids, too, and writes to a file", () => {
    const [p, q] = [weights(289, 3), weights(289, 5)];
    const input = `${JSON.stringify({ p, q })}\n`.repeat(20);
    const grid = ["--measures", "emd", "--grid", "17x17", "--metric", "cityblock"];
    const output = ["--p", "p", "--q", "q", "-o", "grid.ndjson"];
    const { stdout, stderr } = filter(input, "score", "-", ...grid, ...output);
    expect([stdout, stderr]).toEqual(["", "20 rows in grid.ndjson\n"]);
    const lines = readFileSync(at("grid.ndjson"), "utf8").trim().split("\n");
    const far = (k: number, l: number) =>
      Math.abs(Math.floor(k / 17) - Math.floor(l / 17)) + Math.abs((k % 17) - (l % 17));
    const cost = Float64Array.from({ length: 289 ** 2 }, (_, k) =>
      far(Math.floor(k / 289), k % 289),
    );
    const [expected] = paired("emd", p, q, { bins: 289, cost });
    for (const line of lines) expect(JSON.parse(line).emd).toBeCloseTo(expected, 9);
  });

  it("reads lines with \\r\\n, blank ones, and a last one without end", () => {
    const row = JSON.stringify(half);
    const { stdout, stderr } = filter(`${row}\r\n\n  \n${row}\r\n${row}`, ...SCORE);
    expect(stdout).toBe('{"kl":0}\n'.repeat(3));
    expect(stderr).toBe("3 rows\n");
  });

  it("reads past the byte order marks of files that were put together", () => {
    const row = `\uFEFF${JSON.stringify(half)}\n`;
    expect(filter(row + row, ...SCORE).stdout).toBe('{"kl":0}\n'.repeat(2));
  });

  it("has nothing to say about nothing", () => {
    expect(filter("", ...SCORE)).toEqual({ code: 0, stdout: "", stderr: "0 rows\n" });
  });

  it("keeps what a double cannot hold, and every separator", () => {
    const key = "12345678901234567890";
    const rest = `"key":${key},"nested":{"keys":[-${key}]},"words":"a\u2028b","x":1.5`;
    const { stdout } = filter(`{${rest},"p":[1,2],"q":[1,2]}`, ...SCORE);
    expect(stdout).toBe(`{${rest},"kl":0}\n`);
  });

  it("takes the last of two entries of the same name, with large numbers and without", () => {
    const rest = '"x":1,"x":2,"p":[1,2],"q":[1,2]';
    expect(filter(`{${rest}}`, ...SCORE).stdout).toBe('{"x":2,"kl":0}\n');
    const { stdout } = filter(`{${rest},"key":12345678901234567890}`, ...SCORE);
    expect(stdout).toBe('{"x":2,"key":12345678901234567890,"kl":0}\n');
  });

  it("takes counts that a double cannot hold for the nearest one", () => {
    const input = '{"p":[90071992547409930,0],"q":[12345678901234567890,0]}';
    expect(filter(input, ...SCORE).stdout).toBe('{"kl":0}\n');
  });

  it("writes an infinite divergence as a string", () => {
    expect(filter('{"p":[1,2],"q":[0,2]}', ...SCORE).stdout).toBe('{"kl":"Infinity"}\n');
  });

  it("takes a line of many megabytes", () => {
    const bins = 500_000;
    const input = JSON.stringify({ p: weights(bins, 1), q: weights(bins, 1), x: "x".repeat(2e7) });
    expect(filter(input, ...SCORE).stdout).toBe(`{"x":"${"x".repeat(2e7)}","kl":0}\n`);
  });

  it("may give the results the name of a histogram", () => {
    const args = ["score", "-", "--p", "kl", "--q", "js", "--measures", "kl,js"];
    const { stdout } = filter('{"kl":[1,2],"js":[1,2]}', ...args);
    expect(stdout).toBe('{"kl":0,"js":0}\n');
  });
});

describe("wasmstein score - ends with 1 and names the row", () => {
  it.each([
    ["is no JSON", '{"p":[1', /^wasmstein: row 2: it is no JSON: /],
    ["is no JSON with a large number", '{"p":12345678901234567890,', /row 2: it is no JSON: /],
    ["is an array", "[1, 2]", /row 2: it is \[1, 2\], expected a JSON object\n$/],
    ["has no such column", '{"q":[1]}', /row 2: p is undefined, expected a list of numbers; /],
    ["has a list that is text", '{"p":"x","q":[1]}', /row 2: p is "x", expected a list of num/],
    ["has the results' name", '{"p":[1],"q":[1],"kl":1}', /row 2: it has a column "kl" already\n$/],
  ])("if it %s", (_, line, message) => {
    const { code, stderr } = filter(`${JSON.stringify(half)}\n${line}\n`, ...SCORE);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

describe("wasmstein score ends with 2 and says why", () => {
  const columns = ["--p", "p", "--q", "q"];
  it.each([
    [
      "a measure is unknown",
      ["-", ...columns, "--measures", "kl,cosine"],
      /measure is "cosine", exp/,
    ],
    ["a measure comes twice", ["-", ...columns, "--measures", "kl,kl"], /expected each only once/],
    ["q is missing", ["-", "--p", "p", "--measures", "kl"], /q is undefined, expected the name of/],
    ["there is no output", ["a.csv", ...columns, "--measures", "kl"], /--output is missing/],
    [
      "emd has no cost",
      ["-", ...columns, "--measures", "emd"],
      /emd has neither of a cost and a gr/,
    ],
    [
      "emd has two costs",
      ["-", ...columns, "--measures", "emd", "--grid", "2", "--cost", "cost.csv"],
      /emd has both of a cost and a grid/,
    ],
    [
      "the cost is not square",
      ["-", ...columns, "--measures", "emd", "--cost", "flat.csv"],
      /flat\.csv is 2 × 3, expected a cost of bins × bins/,
    ],
    [
      "the base is 1",
      ["-", ...columns, "--measures", "kl", "--base", "1"],
      /base is 1, expected a/,
    ],
    [
      "the order is below 1",
      ["-", ...columns, "--measures", "kl", "--order", "0"],
      /order is 0, e/,
    ],
    [
      "a position is infinite",
      ["-", ...columns, "--measures", "wasserstein", "--positions", "0,Infinity"],
      /positions\[1\] is Infinity, expected a finite number/,
    ],
    [
      "a shape is none",
      ["-", ...columns, "--measures", "emd", "--grid", "8x"],
      /a shape such as 8x8/,
    ],
    [
      "a shape has too many axes",
      ["-", ...columns, "--measures", "emd", "--grid", "2x2x2x2"],
      /grid has 4 entries, expected 1 to 3 axes/,
    ],
    [
      "workers are none",
      ["-", ...columns, "--measures", "kl", "--workers", "0"],
      /--workers <n>' argument '0' is invalid\. Expected a whole number ≥ 1/,
    ],
    [
      "the policy is unknown",
      ["-", ...columns, "--measures", "kl", "--on-bad-row", "drop"],
      /Allowed choices are fail, skip, null/,
    ],
    [
      "a name tells no format",
      ["a.xls", ...columns, "--measures", "kl", "-o", "b.csv"],
      /a\.xls: unknown extension, expected one of \.parquet/,
    ],
    [
      "Parquet would be compressed once more",
      ["a.parquet", ...columns, "--measures", "kl", "-o", "b.parquet.gz"],
      /b\.parquet\.gz: unknown extension/,
    ],
    [
      "lines would go to another format",
      ["-", ...columns, "--measures", "kl", "-o", "b.parquet"],
      /b\.parquet: NDJSON from stdin becomes NDJSON, expected \.ndjson or \.jsonl/,
    ],
  ])("when %s", (_, args, message) => {
    write("cost.csv", "0,1\n1,0\n");
    write("flat.csv", "0,1,2\n1,0,1\n");
    const { code, stdout, stderr } = wasmstein("score", ...args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
  });
});
