/** The panel of the three losses: it trains as Node does, when it is asked to, and where it is seen. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  BANDWIDTH,
  forEachLoss,
  GRID,
  LOSSES,
  type LossName,
} from "../../../examples/support/adversaries";
import { density } from "../../../examples/support/density";
import { BETWEEN, FAR, STEPS, train } from "../../../examples/support/training";
import { measure, type Scene } from "../../../site/panels/gan/measures";
import { HIGHEST } from "../../../site/panels/gan/picture";
import { openSite } from "../../support/site";

/** What Node makes of the same run. */
function sceneAt(start: number, step: number): Scene {
  const training = forEachLoss((loss) => train(loss, start));
  let rounds = forEachLoss((loss) => training[loss].next().value);
  while (rounds.wasserstein.step < step)
    rounds = forEachLoss((loss) => training[loss].next().value);
  return measure(rounds);
}

let page: Page;
let messages: string[];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ page, messages, close } = await openSite());
  await show();
}, 60_000);
afterAll(() => close());

const text = async (id: string) => (await page.locator(`#gan-${id}`).textContent()) ?? "";
const number = async (id: string) => Number((await text(id)).replaceAll("−", "-"));
const show = () => page.evaluate("document.getElementById('gan').scrollIntoView()");
const trainButton = () => page.locator("#gan-train");

/** Until the training rests at this step, or at any from it on. */
const restsAt = (step: number) =>
  page.waitForFunction(
    (wanted) =>
      document.getElementById("gan-status")?.textContent?.includes(`at step ${wanted}:`) &&
      document.getElementById("gan-saturating-picture")?.ariaLabel?.includes(`step ${wanted}:`),
    step,
  );
const reaches = (step: number) =>
  page.waitForFunction(
    (wanted) => Number(document.getElementById("gan-step")?.textContent) >= wanted,
    step,
  );

async function expectScene({ step, shown }: Scene): Promise<void> {
  expect(await number("step")).toBe(step);
  for (const loss of LOSSES) {
    const { numbers, steepest } = shown[loss];
    for (const name of ["w1", "loss", "value", "theory"] as const) {
      expect(await number(`${loss}-${name}`), `${loss} ${name}`).toBeCloseTo(numbers[name], 3);
    }
    expect(await number(`${loss}-pull`)).toBeCloseTo(numbers.pull, 1);
    expect(await number(`${loss}-apart`)).toBeLessThan(1e-12);
    if (steepest === undefined) {
      expect(await number(`${loss}-goal`)).toBeCloseTo(numbers.goal, 3);
    } else expect(await number(`${loss}-slope`)).toBe(1);
  }
}

const height = async () => (await page.locator("#gan").boundingBox())?.height;

/** How much of the picture is painted. */
const painted = (loss: LossName) =>
  page.evaluate((id) => {
    const canvas = document.getElementById(id) as HTMLCanvasElement;
    const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
      ...([0, 0, canvas.width, canvas.height] as const),
    );
    return data.filter((value, k) => k % 4 === 3 && value > 0).length / (data.length / 4);
  }, `gan-${loss}-picture`);

describe("generator and critic", () => {
  it("rests at the start until it is asked to train", async () => {
    await restsAt(0);
    expect(await text("status")).toMatch(/^Ready\./);
    await page.waitForTimeout(200);
    await expectScene(sceneAt(FAR, 0));
    for (const loss of LOSSES) expect(await painted(loss)).toBeGreaterThan(0.02);
  });

  it("goes on by a step at a time from the keyboard, as Node does", async () => {
    await page.locator("#gan-once").focus();
    for (const key of ["Enter", "Space", "Enter", "Space", "Enter"]) await page.keyboard.press(key);
    await restsAt(5);
    await expectScene(sceneAt(FAR, 5));
  });

  it("trains until it is paused, along the same run", async () => {
    await page.locator("#gan-reset").click();
    await restsAt(0);
    await trainButton().focus();
    await page.keyboard.press("Enter");
    expect(await text("train")).toBe("Pause");
    expect(await text("status")).toBe("Training.");
    await reaches(20);
    await page.keyboard.press("Space");
    expect(await text("train")).toBe("Train");
    await page.waitForFunction(() =>
      document.getElementById("gan-status")?.textContent?.startsWith("Paused. W₁ at step"),
    );
    const step = await number("step");
    await page.waitForTimeout(200);
    await expectScene(sceneAt(FAR, step));
  });

  it("begins where it is told to", async () => {
    await page.getByText("between its modes").click();
    await restsAt(0);
    await expectScene(sceneAt(BETWEEN, 0));
    await page.keyboard.press("ArrowLeft");
    await restsAt(0);
    await page.waitForFunction(
      (w1) => document.getElementById("gan-wasserstein-w1")?.textContent === w1,
      sceneAt(FAR, 0).shown.wasserstein.numbers.w1.toFixed(4),
    );
  });

  it("takes its time", async () => {
    await page.getByLabel("Speed").selectOption("500");
    await trainButton().click();
    await page.waitForTimeout(700);
    await trainButton().click();
    expect([1, 2]).toContain(await number("step"));
    await page.getByLabel("Speed").selectOption("0");
  });

  it("rests while it is out of view", async () => {
    await trainButton().click();
    const before = await number("step");
    await reaches(before + 3);
    await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    await page.waitForTimeout(200);
    const hidden = await number("step");
    await page.waitForTimeout(200);
    expect(await number("step")).toBe(hidden);
    await show();
    await reaches(hidden + 3);
    await trainButton().click();
  });

  it("ends with the target by W1, with one mode by the non-saturating loss, where it began by the other", async () => {
    await page.locator("#gan-reset").click();
    await restsAt(0);
    const before = await height();
    await page.evaluate((steps) => {
      for (let k = 0; k < steps; k++) document.getElementById("gan-once")?.click();
    }, STEPS);
    await restsAt(STEPS);
    expect(await text("status")).toMatch(/^Done\./);
    expect(await height()).toBe(before);
    expect(await number("saturating-w1")).toBeGreaterThan(6);
    expect(await number("saturating-pull")).toBeLessThan(1e-4);
    expect(await number("non-saturating-w1")).toBeGreaterThan(1);
    expect(await number("wasserstein-w1")).toBeLessThan(0.5);
    expect(await number("wasserstein-slope")).toBe(1);
    await page.locator("#gan-once").click();
    await restsAt(0);
    expect(await text("status")).toMatch(/^Begun again\. W₁ at step 0:/);
  });

  it("draws all samples in one mode, the highest density there is, below its upper edge", () => {
    const tops: number[] = [];
    for (const { x, step } of train("non-saturating", FAR)) {
      const estimate = density(GRID, x, BANDWIDTH).density;
      tops.push(Math.max(...estimate) / estimate.reduce((sum, value) => sum + value, 0));
      if (step === STEPS) break;
    }
    expect(Math.max(...tops)).toBeGreaterThan(0.085);
    expect(Math.max(...tops)).toBeLessThan(HIGHEST);
  });

  it("keeps its layout at every width, whatever it shows", async () => {
    for (const width of [360, 700, 840, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      await page.locator("#gan-reset").click();
      await restsAt(0);
      const before = await height();
      await trainButton().click();
      await reaches(3);
      expect(await height(), `at ${width}, training`).toBe(before);
      await trainButton().click();
      expect(await height(), `at ${width}, paused`).toBe(before);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    }
  });

  it("goes by where the figure is now, not by where it was", async () => {
    // Chromium hands over several entries at once when it has been busy; here it always has been.
    await page.addInitScript(() => {
      window.IntersectionObserver = class extends IntersectionObserver {
        constructor(callback: IntersectionObserverCallback) {
          super(([entry], observer) => {
            const before = { ...entry, isIntersecting: !entry.isIntersecting };
            callback([before, entry], observer);
          });
        }
      };
    });
    await page.reload();
    await show();
    await restsAt(0);
    await trainButton().click();
    await reaches(3);
    await trainButton().click();
  });

  it("says nothing in the console", () => expect(messages).toEqual([]));
});
