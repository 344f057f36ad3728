/** Matrices in text: what is read, and what is refused with the place of the fault. */
import { describe, expect, it } from "vitest";
import { readCsvMatrix } from "../../../src/files/csv";

const read = (text: string) => readCsvMatrix(Buffer.from(text));

describe("a matrix in text", () => {
  it.each([
    ["commas", "1,2.5,0\n3e2,.5,6.\n"],
    ["commas and spaces", "1, 2.5 ,0\r\n 3e2,.5, 6."],
    ["semicolons", "1;2.5;0\r3E+2;.5;6\r"],
    ["tabs", "1\t2.5\t0\n300\t0.5\t6\n"],
    ["spaces", "  1  2.5 0\n3.0e+02 5e-1 6\n"],
    ["a byte order mark and empty lines", "\uFEFF1,2.5,0\n\n300,0.5,6\n\n"],
  ])("with %s is read", (_, text) => {
    const { shape, values } = read(text);
    expect(shape).toEqual([2, 3]);
    expect(Array.from(values)).toEqual([1, 2.5, 0, 300, 0.5, 6]);
  });

  it("may be one row, one column or one number", () => {
    expect(read("1,2,3").shape).toEqual([1, 3]);
    expect(read("1\n2\n3").shape).toEqual([3, 1]);
    expect(read("7").shape).toEqual([1, 1]);
  });

  it.each([
    ["a word", "1,2\n3,x\n", /line 2, column 2 is "x", expected a finite number ≥ 0; leave out/],
    ["a header", "left,right\n1,2\n", /line 1, column 1 is "left", .*leave out a header/],
    ["quotes", '"left";1\n', /line 1, column 1 is "\\"left\\"", .*leave out a header/],
    ["an empty cell", "1,,2\n", /line 1, column 2 is "", expected a finite number/],
    ["an empty first cell", "1\t2\n\t2\n", /line 2, column 1 is "", expected a finite number/],
    ["a comma at the end", "1,2,\n", /line 1, column 3 is "", expected/],
    ["a decimal comma", "1;2\n\n3;4,5\n", /line 3, column 2 is "4,5", .*decimals follow a point/],
    ["another separator", "1,2\n3;4\n", /line 2, column 1 is "3;4", expected/],
    ["a negative weight", "1,2\n-3,4\n", /line 2, column 1 is "-3", expected a finite number ≥ 0$/],
    [
      "a number beyond all",
      "1e999\n",
      /line 1, column 1 is "1e999", expected a finite number ≥ 0$/,
    ],
    ["NaN", "nan,1\n", /line 1, column 1 is "nan", expected a finite number/],
    ["a hexadecimal number", "0x10,1\n", /line 1, column 1 is "0x10", expected/],
    ["a short row", "1,2,3\n\n4,5\n", /line 3 has 2 numbers, expected 3 as in line 1$/],
    ["a long row", "1 2\n1 2 3\n", /line 2 has 3 numbers, expected 2 as in line 1$/],
    ["nothing", " \n\n", /the file is empty, expected rows of numbers$/],
  ])("with %s is refused", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
