import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCost } from "../../../src/files/cost-file";

const folder = mkdtempSync(join(tmpdir(), "wasmstein-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe("the file of a ground cost", () => {
  test.each(["cost.csv", "cost.TXT", "cost.tsv"])("is read as text from %s", async (name) => {
    const separator = name === "cost.tsv" ? "\t" : ",";
    const path = file(name, [`0${separator}1`, `2${separator}0`].join("\n"));
    expect(await readCost(path)).toEqual(Float64Array.of(0, 1, 2, 0));
  });

  test.each(["cost.png", "cost.parquet", "cost", "cost.constructor"])(
    "is refused by its name: %s",
    async (name) => {
      const path = file(name, "0,1\n2,0\n");
      const expected = `${path}: expected a name that ends in .npy, .csv, .tsv, .txt`;
      await expect(readCost(path)).rejects.toThrow(new RangeError(expected));
    },
  );

  test("has as many rows as columns", async () => {
    const path = file("oblong.csv", "0,1,2\n1,0,1\n");
    const expected = `${path} is 2 × 3, expected a cost of bins × bins`;
    await expect(readCost(path)).rejects.toThrow(new RangeError(expected));
  });
});
