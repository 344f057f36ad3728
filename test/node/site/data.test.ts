/** The panel "Your data": the report of the command wasmstein drift, made by the page. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ColumnDrift, DriftReport } from "wasmstein/drift";
import { type DataPanel, openDataPanel } from "../../support/data-panel";
import { driftFolder } from "../../support/drift-files";

const { folder, json, drift } = driftFolder();
const at = (name: string) => join(folder, name);
const write = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content);

let panel: DataPanel;
let page: Page;
beforeAll(async () => {
  panel = await openDataPanel();
  page = panel.page;
});
afterAll(() => panel.close());
beforeEach(() => panel.reload());

const status = () => panel.status();
const choose = (side: "reference" | "current", name: string) => panel.choose(side, at(name));
const compare = (reference: string, current: string) => panel.compare(at(reference), at(current));

/** What a button saves. */
async function saved(button: "Save as JSON" | "Save the report"): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

type Json = DriftReport & { drifted: boolean };
const savedJson = async (): Promise<Json> => JSON.parse(await saved("Save as JSON"));
/** All but the notes, whose words for types and for remedies are the page's. */
const numbersOf = ({ notes: _, ...rest }: Json) => rest;

describe("your data", () => {
  it.each(["csv", "parquet"])("gives the numbers of the command from %s files", async (kind) => {
    const files = [`before.${kind}`, `after.${kind}`] as const;
    const verdict = await compare(...files);
    const report = await savedJson();
    const expected = json(...files);
    expect(numbersOf(report)).toEqual(numbersOf(expected));
    expect(report.notes?.length).toBe(expected.notes.length);
    expect(report.notes).toContain(
      "left out: day (date); dates and times are compared if you ask for it",
    );
    const drifted = expected.columns.filter((column: ColumnDrift) => column.drifted);
    expect(verdict).toContain(`Drift in ${drifted.length} of ${expected.columns.length} columns: `);
    expect(await page.textContent("#data-reference-about")).toMatch(/^3,000 rows, /);
    expect(await page.textContent("#data-current-about")).toMatch(/^2,000 rows, /);
  });

  it("pairs files of different formats, and shows the report with working links", async () => {
    await panel.openOptions();
    await panel.option("Columns to leave out", "list");
    await compare("before.parquet", "after.csv");
    const report = await savedJson();
    const rows = page.frameLocator("#data-report").locator("table.summary tbody tr");
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
    const amount = report.columns.find(({ column }) => column === "amount");
    const shown = cells.find(([name]) => name === "amount") ?? [];
    expect(shown[2]).toBe(amount?.measures.psi?.toFixed(4));
    expect(shown[6]).toBe(amount?.measures["w1-per-sigma"]?.toFixed(4));
    expect(cells.length).toBe(report.columns.length);

    const frame = page.frames()[1];
    await rows.last().getByRole("link").click();
    await expect.poll(() => frame.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(frame.url()).toMatch(/^about:srcdoc#c\d+$/);
    const html = await saved("Save the report");
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toContain("about:srcdoc");
  });

  it("takes options as the command takes its flags", async () => {
    await panel.openOptions();
    await panel.option("PSI", "");
    await panel.option("JS distance", "0.02");
    await panel.option("W1 ÷ σ", "3");
    await panel.option("Δ missing", "0.5");
    await panel.option("Number of bins", "4");
    await panel.option("Columns to leave out", "empty, list, colour");
    await page.getByLabel("Compare dates and times too, in seconds").check();
    await compare("before.parquet", "after.parquet");
    const limits = ["js-distance=0.02", "w1-per-sigma=3", "missing=0.5"].flatMap((x) => [
      "--threshold",
      x,
    ]);
    const names = "amount,items,fresh,fixed,country,day";
    const files = ["before.parquet", "after.parquet"];
    const expected = json(...files, "--columns", names, "--bins", "4", ...limits);
    const report = await savedJson();
    expect(numbersOf(report)).toEqual(numbersOf(expected));
    expect(report.notes).toEqual([
      "day: in seconds since 1970-01-01",
      "left out as asked: empty, list, colour",
    ]);
  });

  it("says what is wrong with a file or a column, and what to do", async () => {
    const cases: [string, string | Uint8Array, RegExp][] = [
      ["empty.csv", "", /^empty\.csv is empty$/],
      ["blank.csv", "\n\n", /^blank\.csv has no header row/],
      ["broken.parquet", "no parquet", /^broken\.parquet is no Parquet file, whatever its name/],
      ["half.parquet", "PAR1 and no more", /^half\.parquet cannot be read: parquet/],
      ["book.csv", "PK\x03\x04rest", /^book\.csv is a ZIP archive or an Excel workbook; expected/],
      ["latin.csv", Uint8Array.of(97, 10, 0xe9, 10), /^latin\.csv is not text in UTF-8; save it/],
      ["binary.csv", Uint8Array.of(1, 0, 2, 3), /^binary\.csv is no text; expected a CSV or/],
      ["quote.csv", 'a,b\n1,2\n3,"4\n5,6\n', /^quote\.csv: a quoted field in row 2 does not end/],
      ["other.csv", "x,y\n1,2\n", /^there is no column to compare; only the reference has: amount/],
      [
        "texts.csv",
        "amount,items\nNA,2\n3,4\n",
        /^Cannot be compared: amount \(number in the reference, text now; “NA” in row 1 of texts\.csv\)/,
      ],
    ];
    await choose("reference", "before.parquet");
    for (const [name, content, message] of cases) {
      write(name, content);
      await choose("current", name);
      await expect.poll(() => page.textContent("#data-status")).toMatch(message);
      expect(await page.isVisible("#data-report")).toBe(false);
    }
    expect(drift("before.parquet", "texts.csv").status).toBe(2); // the command refuses it too
    await panel.openOptions();
    await panel.option("Texts that mean missing in CSV", "null, NA");
    await panel.pressCompare();
    await expect.poll(() => page.textContent("#data-status")).toMatch(/^Drift in/);
    const { columns, notes } = await savedJson();
    expect(columns[0].current).toMatchObject({ rows: 2, missing: 1, mean: 3 });
    expect(notes).toContain("missing in CSV files too: null, NA");
  });

  it("takes two dropped files at once, wherever they fall, and one for its place", async () => {
    const drop = (zone: string, names: string[]) =>
      page.evaluate(
        ([zone, names]) => {
          const dataTransfer = new DataTransfer();
          for (const name of names) {
            dataTransfer.items.add(new File(["n\n1\n2\n", name === "b.csv" ? "30\n" : ""], name));
          }
          const target = document.querySelector(zone) as Element;
          const options = { bubbles: true, cancelable: true, dataTransfer };
          target.dispatchEvent(new DragEvent("dragover", options));
          const over = target.classList.contains("over");
          const kept = !target.dispatchEvent(new DragEvent("drop", options));
          return [over, target.classList.contains("over"), kept];
        },
        [zone, names] as const,
      );
    expect(await drop("#data-current-zone", ["a.csv", "b.csv"])).toEqual([true, false, true]);
    expect(await status()).toBe("Drift in 1 of 1 column: n.");
    expect((await savedJson()).current).toEqual({ name: "b.csv", rows: 3 });
    expect(await drop("#data-current-zone", ["c.csv"])).toEqual([true, false, true]);
    await expect.poll(() => page.textContent("#data-status")).toBe("No drift in 1 column.");
    await drop("#data-title", ["d.csv"]); // beside the zones
    expect((await savedJson()).current).toEqual({ name: "c.csv", rows: 2 });
  });

  it("stays alive while a large file is read, and stops when it is told to", async () => {
    const line = "0.123456789,some text of some length,2026-01-01\n";
    write("large.csv", `x,text,day\n${line.repeat(600_000)}`);
    await choose("reference", "large.csv");
    await choose("current", "large.csv");
    const longest = page.evaluate(async () => {
      let longest = 0;
      let last = performance.now();
      while (!document.getElementById("data-status")?.textContent) {
        await new Promise(requestAnimationFrame);
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    });
    await page.getByText("Reading large.csv").waitFor();
    await page.click("#data-cancel");
    expect(await page.textContent("#data-status")).toBe("Cancelled.");
    expect(await longest).toBeLessThan(500);
    expect(await page.isDisabled("#data-cancel")).toBe(true);
    expect(await panel.focused()).toBe("data-compare");
    await page.waitForTimeout(200);
    expect(await page.textContent("#data-status")).toBe("Cancelled.");
  });

  it("works by keyboard alone with sample data, moves nothing, and asks nobody", async () => {
    const asked: string[] = [];
    panel.messages.length = 0; // a worker that was cancelled may not have been loaded
    page.on("request", (request) => asked.push(request.url()));
    const room = () => page.locator("#data").boundingBox();
    const before = await room();
    await page.focus("#data-sample");
    await page.keyboard.press("Enter");
    expect(await status()).toBe("Drift in 3 of 6 columns: amount, country, coupon.");
    expect((await room())?.height).toBe(before?.height);
    const own = new URL("assets/", page.url()).href;
    expect(asked.filter((url) => !url.startsWith(own) && !/^(blob|about):/.test(url))).toEqual([]);
    expect(panel.messages).toEqual([]);
  });

  it("works where the policy allows no WebAssembly", async () => {
    const headers = { "content-security-policy": "script-src 'self'; worker-src 'self' blob:" };
    const strict = await openDataPanel({ headers });
    for (const name of ["before.csv", "before.parquet"]) {
      await strict.compare(at(name), at(name));
      await expect.poll(() => strict.page.textContent("#data-status")).toMatch(/^No drift in/);
    }
    await strict.close();
  });
});
