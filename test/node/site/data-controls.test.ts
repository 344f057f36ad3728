/** How the panel "Your data" is handled: its files and its buttons. */
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
const comparing = () => page.getByText("Reading large.csv").waitFor();

/** Chooses a file as a visitor does, by the dialog. */
async function chooseByDialog(side: "reference" | "current", name: string): Promise<void> {
  const [dialog] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.click(`#data-${side}`),
  ]);
  // Only an empty input tells that the file it had has been chosen again.
  expect(await page.inputValue(`#data-${side}`)).toBe("");
  await dialog.setFiles(at(name));
}

describe("the files", () => {
  it("are asked for anew after Back, which keeps what is in a form", async () => {
    await panel.compare(at("small.csv"), at("moved.csv"));
    const address = page.url();
    await page.goto("about:blank");
    await page.goBack();
    await page.waitForURL(address);
    await page.waitForFunction(
      () => document.getElementById("engine")?.textContent !== "engine: …",
    );
    expect(await page.inputValue("#data-reference")).toBe("");
    expect(await page.inputValue("#data-current")).toBe("");
    expect(await panel.compare(at("small.csv"), at("moved.csv"))).toMatch(/^Drift in 2 of 2/);
  });

  it("can be chosen again after they have changed, which is said of them before", async () => {
    write("edited.csv", "n,text\n1,x\n2,y\n");
    await panel.choose("reference", at("small.csv"));
    await chooseByDialog("current", "edited.csv");
    expect(await panel.status()).toBe("No drift in 2 columns.");
    write("edited.csv", "n,text\n1,x\n2,y\n30,y\n40,y\n");
    await panel.pressCompare();
    const gone = "edited.csv has changed or gone since it was chosen; choose it again";
    await expect.poll(statusNow).toBe(gone);
    await chooseByDialog("current", "edited.csv");
    await expect.poll(statusNow).toMatch(/^Drift in 2 of 2 columns/);
    expect(await page.textContent("#data-current-about")).toMatch(/^4 rows/);
  });

  it("are kept where the dialog is left without choosing", async () => {
    await panel.compare(at("small.csv"), at("moved.csv"));
    await Promise.all([page.waitForEvent("filechooser"), page.click("#data-current")]);
    await page.dispatchEvent("#data-current", "cancel");
    expect(await page.inputValue("#data-current")).toMatch(/moved\.csv$/);
    await panel.pressCompare();
    expect(await panel.status()).toMatch(/^Drift in/);
  });
});

describe("a running comparison", () => {
  beforeAll(() => {
    const line = "0.123456789,some text of some length,2026-01-01\n";
    write("large.csv", `x,text,day\n${line.repeat(600_000)}`);
  });
  const begin = async () => {
    await panel.choose("reference", at("large.csv"));
    await panel.choose("current", at("large.csv"));
    await comparing();
  };

  it("is cancelled by Escape from anywhere, and only while it runs", async () => {
    await begin();
    await page.focus("nav a");
    await page.keyboard.press("Escape");
    expect(await statusNow()).toBe("Cancelled.");
    expect(await page.isDisabled("#data-cancel")).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("a");

    await panel.compare(at("small.csv"), at("small.csv"));
    await expect.poll(statusNow).toBe("No drift in 2 columns.");
    await page.keyboard.press("Escape");
    expect(await statusNow()).toBe("No drift in 2 columns.");
  });

  it("hands the focus of Cancel to Compare as it ends", async () => {
    await begin();
    await page.focus("#data-cancel");
    await page.keyboard.press("Enter");
    expect(await statusNow()).toBe("Cancelled.");
    expect(await panel.focused()).toBe("data-compare");

    await panel.pressCompare();
    await page.focus("#data-cancel");
    await expect.poll(statusNow, { timeout: 60_000 }).toBe("No drift in 2 columns.");
    expect(await panel.focused()).toBe("data-compare");
  });
});
