/** wasmstein/duckdb: the measures as SQL functions. */
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import {
  entropy,
  hellinger,
  jsDistance,
  jsDivergence,
  klDivergence,
  paired,
  psi,
  totalVariation,
  wassersteinHistogram,
} from "wasmstein";
import { registerFunctions } from "wasmstein/duckdb";
import { database } from "../../support/duckdb";

const db = database();
beforeAll(() => registerFunctions(db.connection));

const p = [1, 2, 3.5];
const q = [3, 1, 0.5];
const cost = [0, 1, 4, 1, 0, 1, 4, 1, 0];
const value = async (sql: string) => (await db.rows(`SELECT ${sql}`))[0][0];

describe("a SQL function", () => {
  it.each([
    ["entropy([1, 2, 3.5])", entropy(p)],
    ["kl_divergence([1, 2, 3.5], [3, 1, 0.5])", klDivergence(p, q)],
    ["js_divergence([1, 2, 3.5], [3, 1, 0.5])", jsDivergence(p, q)],
    ["js_distance([1, 2, 3.5], [3, 1, 0.5])", jsDistance(p, q)],
    ["psi([1, 2, 3.5], [3, 1, 0.5])", psi(p, q)],
    ["total_variation([1, 2, 3.5], [3, 1, 0.5])", totalVariation(p, q)],
    ["hellinger([1, 2, 3.5], [3, 1, 0.5])", hellinger(p, q)],
    ["wasserstein([1, 2, 3.5], [3, 1, 0.5])", wassersteinHistogram(p, q)],
    [
      "wasserstein([1, 2, 3.5], [3, 1, 0.5], [0, 1, 9])",
      wassersteinHistogram(p, q, { positions: [0, 1, 9] }),
    ],
    [
      "emd([1, 2, 3.5], [3, 1, 0.5], [0, 1, 4, 1, 0, 1, 4, 1, 0])",
      paired("emd", p, q, { bins: 3, cost })[0],
    ],
    ["kl_divergence([1, 2]::FLOAT[2], [2, 1]::UTINYINT[])", klDivergence([1, 2], [2, 1])],
    ["kl_divergence([1, 0], [0, 1])", "Infinity"],
  ])("gives what the function itself gives: %s", async (sql, expected) => {
    expect(await value(sql)).toBe(expected);
  });

  it.each(["kl_divergence(NULL, [1])", "kl_divergence([1], NULL)", "entropy(NULL)"])(
    "gives NULL for NULL: %s",
    async (sql) => {
      expect(await value(sql)).toBe(null);
    },
  );

  it.each([
    ["kl_divergence([1, -1], [1, 1])", /kl_divergence: p\[1\] is -1, expected/],
    ["kl_divergence([1, NULL], [1, 1])", /kl_divergence: p\[1\] is null, expected a number/],
    ["kl_divergence(['nan'::DOUBLE], [1])", /kl_divergence: p\[0\] is NaN, expected/],
    ["kl_divergence([1], [1, 1])", /kl_divergence: .*2 entries/],
    ["kl_divergence([], [])", /kl_divergence: p has 0 entries, expected at least one/],
    ["kl_divergence([0], [1])", /kl_divergence: p.* 0, expected/],
    ["entropy([-1])", /entropy: p\[0\] is -1, expected/],
    ["emd([1], [1], [1, 2])", /emd: cost has 2 entries, expected/],
  ])("refuses a bad row: %s", async (sql, message) => {
    await expect(value(sql)).rejects.toThrow(message);
  });

  it("runs over columns, constants and conditions, on several threads", async () => {
    const count = 100_000;
    const [sum] = await db.rows(`SELECT count(*)::INTEGER, sum(kl), bool_and(ok) FROM (
      SELECT kl_divergence([1 + i % 3, 2], [2, 1]) AS kl, i % 2 = 1 OR kl IS NOT NULL AS ok
      FROM range(${count}) t(i) WHERE total_variation([1, 1], [1, 1 + i % 5]) >= 0)`);
    const values = [1, 2, 3].map((x) => klDivergence([x, 2], [2, 1]));
    const expected = Array.from({ length: count }, (_, i) => values[i % 3]);
    expect(sum[0]).toBe(count);
    expect(sum[1]).toBeCloseTo(
      expected.reduce((a, b) => a + b),
      6,
    );
    expect(sum[2]).toBe(true);
  });

  it("leaves NULL where a list of the column is NULL", async () => {
    const lists = "if(i % 3 = 0, NULL, [i, 1])";
    const got = await db.rows(`SELECT hellinger(${lists}, [1, 1]) FROM range(5000) t(i)`);
    got.forEach(([x], i) => {
      expect(x).toBe(i % 3 === 0 ? null : hellinger([i, 1], [1, 1]));
    });
  });
});

describe("registerFunctions", () => {
  it("leaves DuckDB's own entropy in reach", async () => {
    expect(await value("system.main.entropy(x) FROM (VALUES (1), (2)) t(x)")).toBe(1);
  });

  it("takes a base, and bad rows as NULL; may be called again", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await registerFunctions(connection, { base: 2, onBadRow: "null" });
    await registerFunctions(connection, { base: 2, onBadRow: "null" });
    const sql = `SELECT entropy([1, 1, 1, 1]), kl_divergence([1, -1], [1, 1]), entropy([]),
      psi([1], [1, 2]), js_divergence([1, NULL], [1, 1]), js_divergence([1, 0], [0, 1])`;
    const { 0: row } = (await connection.runAndReadAll(sql)).getRowsJson();
    expect(row).toEqual([2, null, null, null, null, 1]);
    connection.closeSync();
    instance.closeSync();
  });

  it("is in the CommonJS build", async () => {
    const require = createRequire(import.meta.url);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await require(resolve("dist/duckdb.cjs")).registerFunctions(connection);
    const rows = await connection.runAndReadAll("SELECT kl_divergence([1, 2], [2, 1])");
    expect(rows.getRows()).toEqual([[klDivergence([1, 2], [2, 1])]]);
    connection.closeSync();
    instance.closeSync();
  });

  it("refuses options that it does not know", async () => {
    await expect(registerFunctions(db.connection, { base: 1 })).rejects.toThrow(
      /base is 1, expected/,
    );
    const skip = { onBadRow: "skip" as "null" };
    await expect(registerFunctions(db.connection, skip)).rejects.toThrow(
      /onBadRow is "skip", expec/,
    );
  });
});
