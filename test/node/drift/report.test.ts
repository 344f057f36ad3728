/** The HTML report: whole, harmless whatever the names are, and complete. */

import { describe, expect, it } from "vitest";
import { type DriftReport, driftColumn, driftSettings, renderReport } from "wasmstein/drift";

const HOSTILE = `</style><script>alert("1")</script>&'<img src=x onerror=alert(2)>`;

const numbers = Array.from({ length: 200 }, (_, k) => Math.sqrt(k));
const report: DriftReport = {
  reference: { name: `january ${HOSTILE}`, rows: 1234567 },
  current: { name: "february", rows: 1 },
  settings: driftSettings({ smoothing: 0.25, thresholds: { "js-distance": 0.125 } }),
  by: HOSTILE,
  segments: { referenceOnly: [HOSTILE, null], currentOnly: [] },
  columns: [
    { ...driftColumn(numbers, numbers, { column: "steady" }), segment: null },
    { ...driftColumn(numbers, [3, 4], { column: HOSTILE }), segment: HOSTILE },
    driftColumn([HOSTILE, "", "b"], [HOSTILE, `${HOSTILE}2`], { column: "texts" }),
    driftColumn([1], [], { column: "gone" }),
  ],
  notes: [`left out: ${HOSTILE}`],
};
const html = renderReport(report);

describe("the report", () => {
  it("is one document that loads nothing and runs nothing", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html.trimEnd()).toMatch(/<\/html>$/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\bon\w+="/i);
    expect(html).not.toMatch(/https?:/);
  });

  it("shows hostile names as the texts they are, everywhere", () => {
    expect(html).not.toContain(HOSTILE);
    expect(html.match(/<\/style>/g)?.length).toBe(1);
    const escaped = HOSTILE.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
    expect(html.split(escaped).length).toBeGreaterThan(12);
  });

  it("closes every tag that it opens, in order", () => {
    const open: string[] = [];
    for (const [, end, name] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*?(?<!\/)>/g)) {
      if (["meta", "col"].includes(name)) continue;
      if (end) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("tells names, rows, settings, units and what was left out", () => {
    for (const text of [
      "1,234,567 rows",
      "1 row<",
      "+0.25 in every bin",
      "JS distance ≥ 0.125",
      "nats",
      "left out",
    ])
      expect(html).toContain(text);
    expect(html).toContain("10 of equal frequency in the reference");
    expect(html).toContain("▲");
    expect(html).toContain("no data now");
    expect(html).toContain("(empty text)");
  });

  it("has a titled pair of bars for every bin, what drifts first", () => {
    const bins = report.columns.reduce((sum, column) => sum + column.bins.length, 0);
    expect(html.match(/<svg [^>]*role="img"/g)?.length).toBe(bins);
    expect(html.match(/<title>/g)?.length).toBe(bins + 1);
    expect(html.indexOf(">gone<")).toBeLessThan(html.indexOf(">steady<"));
  });

  it("says so when nothing drifts", () => {
    const calm = renderReport({
      ...report,
      segments: undefined as never,
      columns: [report.columns[0]],
    });
    expect(calm).toContain("<h1>No drift</h1>");
  });
});
