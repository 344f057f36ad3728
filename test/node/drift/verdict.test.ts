/** What wasmstein/drift makes of its numbers: verdicts, columns with little in them, refusals. */

import { describe, expect, it } from "vitest";
import {
  CategoricalDrift,
  driftColumn,
  driftSettings,
  hasDrift,
  NumericDrift,
} from "wasmstein/drift";

describe("columns with little in them", () => {
  it("count null, NaN, infinite and enormous values as missing", () => {
    const drift = driftColumn([1, null, 2, undefined], [NaN, 1, -Infinity, 1e200, 2, 2, 2, 2]);
    expect(drift.reference).toMatchObject({ rows: 4, missing: 2, missingShare: 0.5 });
    expect(drift.current).toMatchObject({ rows: 8, missing: 3, missingShare: 0.375 });
    expect(drift.measures.missing).toBe(0.125);
    expect(drift.reached).toContain("missing");
  });

  it("are constant: no distance to the same constant, an infinite one to any other", () => {
    expect(driftColumn([2, 2, 2], [2]).measures["w1-per-sigma"]).toBe(0);
    const away = driftColumn([2, 2, 2], [2, 3]);
    expect([away.measures["w1-per-sigma"], away.w1, away.reference.std]).toEqual([
      Infinity,
      0.5,
      0,
    ]);
  });

  it.each([
    ["nothing now", [1, 2], []],
    ["nothing before", [], [1, 2]],
    ["only missing values now", [1, 2], [null, NaN]],
  ])("have no data on one side, which is drift: %s", (_, reference, current) => {
    const drift = driftColumn(reference, current, { thresholds: { psi: 9 } });
    expect([drift.verdict, drift.drifted]).toEqual(["no data", true]);
    expect(drift.measures).toMatchObject({ psi: null, "js-distance": null, "w1-per-sigma": null });
    expect(drift.w1).toBeNull();
  });

  it("have no data on either side, which is none", () => {
    const drift = driftColumn([null, null], []);
    expect([drift.verdict, drift.drifted, drift.bins.length]).toEqual(["no data", false, 0]);
  });
});

describe("verdicts", () => {
  const reference = Array.from({ length: 500 }, (_, k) => Math.sqrt(k));
  const current = Array.from({ length: 400 }, (_, k) => Math.sqrt(k) + 1);

  it("name the measures that reach their threshold, and no others", () => {
    const { measures } = driftColumn(reference, current);
    const js = (measures["js-distance"] as number) * 1.01;
    const at = { kl: measures.kl as number, "js-distance": js };
    const drift = driftColumn(reference, current, { thresholds: at });
    expect([drift.verdict, drift.reached]).toEqual(["drift", ["kl"]]);
    expect(driftColumn(reference, current, { thresholds: { "js-distance": js } }).verdict).toBe(
      "ok",
    );
  });

  it("make a report drift, as do segments that one side lacks", () => {
    const side = { name: "x", rows: 1 };
    const settings = driftSettings();
    const report = { reference: side, current: side, settings, columns: [driftColumn([1], [1])] };
    expect(hasDrift(report)).toBe(false);
    expect(hasDrift({ ...report, segments: { referenceOnly: [], currentOnly: ["a"] } })).toBe(true);
    expect(hasDrift({ ...report, columns: [driftColumn([1], [])] })).toBe(true);
  });
});

describe("what cannot be", () => {
  it.each([
    [{ bins: 0 }, "driftColumn: bins is 0, expected a whole number from 1 to 1000"],
    [{ bins: [1] }, "driftColumn: bins has 1 entries, expected at least 2 entries"],
    [{ bins: [1, 1] }, "driftColumn: bins[1] is 1, expected a finite number > bins[0]"],
    [{ bins: [NaN, 1] }, "driftColumn: bins[0] is NaN, expected a finite number"],
    [{ bins: "many" }, 'driftColumn: bins is "many", expected "auto", a number, or edges'],
    [{ smoothing: -1 }, "driftColumn: smoothing is -1, expected a finite number ≥ 0"],
    [
      { thresholds: { "js-distance": 0 } },
      "driftColumn: thresholds.js-distance is 0, expected a finite number > 0",
    ],
    [
      { thresholds: { foo: 1 } },
      'driftColumn: thresholds has "foo", expected psi, kl, js-distance',
    ],
    [7, "driftColumn: options is 7, expected an object"],
  ])("is refused: options %j", (options, message) => {
    expect(() => driftColumn([1], [1], options as object)).toThrow(message);
  });

  it("is refused: values of two kinds, or of another", () => {
    expect(() => driftColumn([1, 2], [3, "4"])).toThrow(
      'driftColumn: current[1] is "4", expected a number as before it',
    );
    expect(() => driftColumn([{}] as unknown as string[], [])).toThrow(
      "driftColumn: reference[0] is Object, expected a number, a text, a boolean or null",
    );
    expect(() => driftColumn("ab" as unknown as string[], [])).toThrow(
      'driftColumn: reference is "ab", expected an array of values',
    );
  });

  it("is refused by the accumulators: a wrong order, values that the totals do not have", () => {
    const totals = { reference: { rows: 2, values: 2 }, current: { rows: 1, values: 1 } };
    const task = { column: "x", totals, settings: driftSettings() };
    const numbers = new NumericDrift(task);
    numbers.add(3, 1, 0);
    expect(() => numbers.add(3, 1, 0)).toThrow("NumericDrift: 3 comes after 3, expected ascending");
    expect(() => numbers.add(NaN, 1, 0)).toThrow("NumericDrift: NaN comes after 3");
    expect(() => numbers.result()).toThrow("x has 1 and 0 values, expected the totals 2 and 1");
    const categories = new CategoricalDrift(task);
    categories.add("a", 1, 1);
    expect(() => categories.add("b", 2, 0)).toThrow("expected the most frequent category first");
  });
});
