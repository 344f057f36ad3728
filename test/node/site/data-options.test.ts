/** The options of the panel "Your data": what they take, what they refuse, and how they say so. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DataPanel, openDataPanel } from "../../support/data-panel";
import { workFolder } from "../../support/wasmstein-command";

const { at, write } = workFolder();

let panel: DataPanel;
let page: Page;
beforeAll(async () => {
  panel = await openDataPanel();
  page = panel.page;
  write("small.csv", "n,text\n1,x\n2,y\n");
  write("moved.csv", "n,text\n1,x\n2,y\n30,y\n");
});
afterAll(() => panel.close());
beforeEach(() => panel.reload());

const statusNow = () => page.textContent("#data-status");

describe("the options", () => {
  it("mark a report that was made with others", async () => {
    await panel.openOptions();
    await panel.option("PSI", "0.3");
    expect(await statusNow()).toBe("");
    const verdict = await panel.compare(at("small.csv"), at("moved.csv"));
    expect(verdict).toMatch(/^Drift in/);
    await panel.option("PSI", "0.4");
    expect(await statusNow()).toBe("Options have changed: press Compare.");
    expect(await page.isVisible("#data-report")).toBe(true);
    await panel.pressCompare();
    await expect.poll(statusNow).toBe(verdict);
    await page.getByLabel("Compare dates and times too, in seconds").check();
    expect(await statusNow()).toBe("Options have changed: press Compare.");
  });

  const isBins = "expected a whole number from 1 to 1000";
  it.each([
    ["Number of bins", "", `Number of bins is empty, ${isBins}`],
    ["Number of bins", "0", `Number of bins is 0, ${isBins}`],
    ["Number of bins", "2.5", `Number of bins is 2.5, ${isBins}`],
    ["Number of bins", "1e", `Number of bins is no number, ${isBins}`],
    ["PSI", "-1", "PSI is -1, expected a number above 0"],
    ["PSI", "0", "PSI is 0, expected a number above 0"],
    ["PSI", "1e", "PSI is no number, expected a number above 0"],
    ["JS distance", "7", "JS distance is 7, expected a number above 0 and at most 1"],
    ["W1 ÷ σ", "-2", "W1 ÷ σ is -2, expected a number above 0"],
  ])("have %s “%s” refused, and lead to it", async (label, text, message) => {
    await panel.compare(at("small.csv"), at("moved.csv"));
    await panel.openOptions();
    const field = page.getByLabel(label, { exact: true });
    await field.fill("");
    await field.pressSequentially(text);
    await panel.openOptions(); // closes them
    await panel.pressCompare();
    expect(await statusNow()).toBe(message);
    expect(await page.isVisible("#data-report")).toBe(false);
    expect(await page.isEnabled("#data-save-html")).toBe(false);
    const state = () =>
      field.evaluate((one) => [
        one.ariaInvalid,
        document.activeElement === one,
        one.checkVisibility(),
      ]);
    expect(await state()).toEqual(["true", true, true]);
    await page.keyboard.press("End");
    await page.keyboard.type("1");
    expect(await state()).toEqual([null, true, true]);
  });

  it("ask for one threshold at least", async () => {
    await panel.openOptions();
    for (const label of ["PSI", "JS distance", "W1 ÷ σ", "Δ missing"])
      await panel.option(label, "");
    await panel.compare(at("small.csv"), at("moved.csv"));
    expect(await statusNow()).toMatch(/^Nothing would be drift/);
    expect(await panel.focused()).toBe("data-psi");
  });

  it("name columns and texts with commas within quotes", async () => {
    write("commas.csv", '"total, net","5"" pipes",n\n"1,5",2,3\n"n, a",2,4\n');
    await panel.openOptions();
    await panel.option("Columns to leave out", ' "total, net" ,"5"" pipes"');
    await panel.compare(at("commas.csv"), at("commas.csv"));
    expect(await statusNow()).toBe("No drift in 1 column.");
    await panel.option("Columns to leave out", '5" pipes, n');
    await panel.option("Texts that mean missing in CSV", '"n, a"');
    await panel.pressCompare();
    await expect
      .poll(() => page.frameLocator("#data-report").locator("body").textContent())
      .toMatch(/left out as asked: 5" pipes, n.*missing in CSV files too: n, a/s);
  });
});
