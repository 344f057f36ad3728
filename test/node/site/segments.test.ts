/** Two parallel segments on the page: θ by keys, mouse and finger, and its numbers. */
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { compareSegments } from "../../../examples/support/segments";
import { decimal } from "../../../site/page/figures";
import { openSite } from "../../support/site";

let page: Page;
let screen: CDPSession; // for fingers, which Playwright has only in contexts of its own
let messages: string[];
let close: () => Promise<void>;

beforeAll(async () => {
  ({ page, messages, close } = await openSite());
  screen = await page.context().newCDPSession(page);
});
afterAll(() => close?.());
beforeEach(async () => {
  await rest();
  await page.fill("#segments-theta", "0.5");
});

/** A page that still glides from the last swipe takes the next finger for one that stops it. */
const rest = () =>
  page.evaluate(async () => {
    for (let [still, last] = [0, scrollY]; still < 20; still = scrollY === last ? still + 1 : 0) {
      last = scrollY;
      await new Promise(requestAnimationFrame);
    }
  });

const theta = () =>
  page.locator("#segments-theta").evaluate((slider: HTMLInputElement) => slider.valueAsNumber);
const text = (name: string) => page.textContent(`#segments-${name}`);

async function expectNumbers(): Promise<void> {
  const at = await theta();
  const { kl, js, w1, slope } = compareSegments(at);
  expect(await text("theta-value")).toBe(decimal(at, 2));
  expect(await text("kl")).toBe(decimal(kl));
  expect(await text("js")).toBe(decimal(js));
  expect(await text("w1")).toBe(decimal(w1));
  expect(await text("slope")).toBe(at === 0 ? "none at 0" : decimal(slope));
}

/** Where θ is drawn on a chart, on the screen, at half its height. */
async function placeOf(chart: string, at: number): Promise<{ x: number; y: number }> {
  const plot = page.locator(`#segments-${chart} .u-over`);
  await page
    .locator("#segments")
    .evaluate((panel) => panel.scrollIntoView({ behavior: "instant" }));
  const box = await plot.boundingBox();
  if (box === null) throw new Error(`the chart of ${chart} is not there`);
  return { x: box.x + (box.width * (1 + at)) / 2, y: box.y + box.height / 2 };
}

type Place = { x: number; y: number };
const touch = (
  type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel",
  ...fingers: Place[]
) =>
  screen.send("Input.dispatchTouchEvent", {
    type,
    touchPoints: fingers.map((place, id) => ({ ...place, id })),
  });
const frames = () =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
const scrolled = () => page.evaluate(() => scrollY);

describe("two parallel segments", () => {
  it("has the numbers of Node wherever the keys lead", async () => {
    await expectNumbers();
    await page.focus("#segments-theta");
    for (const key of ["ArrowLeft", "ArrowLeft", "PageDown", "Home", "ArrowRight", "End"]) {
      await page.keyboard.press(key);
      await expectNumbers();
    }
    expect(await theta()).toBe(1);
    await page.fill("#segments-theta", "0");
    await expectNumbers();
    expect([await text("kl"), await text("js"), await text("w1")]).toEqual(Array(3).fill("0.0000"));
  });

  it("says θ by its slider alone", async () => {
    const live = "#segments :is(output, [role='status'], [role='log'], [aria-live])";
    expect(await page.locator(live).count()).toBe(0);
    expect(
      await page
        .locator(
          "#segments [aria-hidden='true'] #segments-theta-value, #segments-theta-value[aria-hidden='true']",
        )
        .count(),
    ).toBe(1);
  });

  it.each(["values", "gradients"])(
    "is dragged on the chart of %s, as far as the mouse goes",
    async (chart) => {
      const [from, to] = [await placeOf(chart, -0.25), await placeOf(chart, 0.75)];
      await page.mouse.move(from.x, from.y);
      expect(await theta()).toBe(0.5);
      await page.mouse.down();
      expect(await theta()).toBeCloseTo(-0.25, 1);
      await page.mouse.move(to.x, to.y);
      expect(await theta()).toBeCloseTo(0.75, 1);
      await expectNumbers();
      await page.mouse.move(to.x, to.y - 300); // above the chart
      await page.mouse.move(from.x, to.y - 300);
      expect(await theta()).toBeCloseTo(-0.25, 1);
      await page.mouse.move(0, to.y - 300);
      expect(await theta()).toBe(-1);
      await page.mouse.up();
      await page.mouse.move(to.x, to.y);
      expect(await theta()).toBe(-1);
    },
  );

  it("leaves θ to the first button, pressed on a chart", async () => {
    const { x, y } = await placeOf("values", -0.5);
    await page.mouse.click(x, y, { button: "right" });
    await page.keyboard.press("Escape");
    await page.mouse.click(x, y, { button: "middle" });
    expect(await theta()).toBe(0.5);
    await page.mouse.move(x, y - 260);
    await page.mouse.down();
    await page.mouse.move(x, y);
    await page.mouse.up();
    expect(await theta()).toBe(0.5);
  });

  it("is dragged by a finger sideways, and set by a tap", async () => {
    const [from, to] = [await placeOf("values", -0.25), await placeOf("values", 0.75)];
    const before = await scrolled();
    await touch("touchStart", from);
    expect(await theta()).toBe(0.5);
    for (const share of [0.25, 0.5, 0.75, 1])
      await touch("touchMove", { x: from.x + share * (to.x - from.x), y: from.y + 20 * share });
    await expect.poll(theta).toBeCloseTo(0.75, 1);
    await touch("touchMove", { x: from.x, y: to.y });
    await expect.poll(theta).toBeCloseTo(-0.25, 1);
    await touch("touchEnd");
    expect(await scrolled()).toBe(before);
    await touch("touchStart", to);
    await touch("touchEnd");
    await expect.poll(theta).toBeCloseTo(0.75, 1);
    await expectNumbers();
  });

  it("stays where it is while a finger scrolls the page from a chart", async () => {
    const { x, y } = await placeOf("values", -0.5);
    const before = await scrolled();
    await touch("touchStart", { x, y });
    for (const up of [5, 10, 40, 80, 120, 160])
      await touch("touchMove", { x: x + up / 8, y: y - up });
    await touch("touchEnd");
    await expect.poll(scrolled).toBeGreaterThan(before + 50);
    expect(await theta()).toBe(0.5);
  });

  it.each(["values", "gradients"])(
    "is not moved by a second finger on the chart of %s",
    async (chart) => {
      const [from, to] = [await placeOf("values", -0.25), await placeOf("values", 0)];
      const second = await placeOf(chart, 0.75);
      await touch("touchStart", from);
      await touch("touchMove", to);
      await expect.poll(theta).toBeCloseTo(0, 1);
      const at = await theta();
      await touch("touchStart", to, second);
      for (const left of [20, 40, 60])
        await touch("touchMove", to, { x: second.x - left, y: second.y });
      await frames();
      expect(await theta()).toBe(at);
      await touch("touchEnd");
      await frames();
      expect(await theta()).toBe(at);
    },
  );

  it.each([0.5, -0.31])(
    "ends at θ = 0 when it follows the gradient of W₁ from %f",
    async (start) => {
      await page.fill("#segments-theta", String(start));
      await page.focus("#segments-descend");
      await page.keyboard.press("Enter");
      await expect.poll(theta).toBe(0);
      await expectNumbers();
      expect(await text("slope")).toBe("none at 0");
    },
  );

  it("begins afar when there is no gradient to follow, and stops for a hand", async () => {
    await page.fill("#segments-theta", "0");
    await page.click("#segments-descend");
    expect(await theta()).toBeGreaterThan(0);
    await page.focus("#segments-theta");
    await page.keyboard.press("End");
    await page.waitForTimeout(100);
    expect(await theta()).toBe(1);
    await page.click("#segments-descend");
    const { x, y } = await placeOf("gradients", -0.5);
    await page.mouse.click(x, y);
    const at = await theta();
    await page.waitForTimeout(100);
    expect(await theta()).toBe(at);
  });

  it("leaves nothing in the console", () => expect(messages).toEqual([]));
});
