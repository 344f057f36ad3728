/** Between P and Q: what the panel of images shows there, and that it is P and Q with no mass lost. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emdGrid } from "wasmstein";
import { Displacement } from "../../../site/panels/images/displacement";
import { massesOf } from "../../../site/panels/images/masses";
import { drawn } from "../../../site/panels/images/pictures";
import { type ImagesPanel, openImages } from "../../support/images-panel";

let panel: ImagesPanel;

beforeAll(async () => {
  panel = await openImages();
});
afterAll(() => panel?.close());

describe("the film of the panel of images", () => {
  it("shows the pictures at the ends, and moves what the other fades in between", async () => {
    const differ = async (t: string) => {
      await panel.page.fill("#images-t", t);
      return panel.page.evaluate(async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const [moving, fading] = ["images-moving", "images-fading"].map((id) => {
          const canvas = document.getElementById(id) as HTMLCanvasElement;
          const { width, height } = canvas;
          const copy = new OffscreenCanvas(width, height); // the page's own is not for reading
          const context = copy.getContext("2d", { willReadFrequently: true });
          context?.drawImage(canvas, 0, 0);
          return context?.getImageData(0, 0, width, height).data as Uint8ClampedArray;
        });
        let most = 0;
        for (let k = 3; k < moving.length; k += 4) {
          most = Math.max(most, Math.abs(moving[k] - fading[k]));
        }
        return most;
      });
    };
    expect(await differ("0")).toBeLessThanOrEqual(1);
    expect(await differ("0.5")).toBeGreaterThan(100);
    expect(await differ("1")).toBeLessThanOrEqual(1);
  });

  it("plays by the button, and steps by the keyboard", async () => {
    await panel.page.fill("#images-t", "0");
    await panel.page.focus("#images-t");
    await panel.page.keyboard.press("ArrowRight");
    const t = () =>
      panel.page.locator("#images-t").evaluate((input: HTMLInputElement) => input.valueAsNumber);
    const stepped = await t();
    expect(stepped).toBeGreaterThan(0);
    await panel.page.click("#images-play");
    expect(await panel.read("play")).toBe("Pause");
    await panel.page.waitForFunction(
      (from) =>
        (document.getElementById("images-t") as HTMLInputElement).valueAsNumber > from + 0.02,
      stepped,
    );
    await panel.page.click("#images-play");
    expect(await panel.read("play")).toBe("Play");
    expect(await panel.read("t-value")).toBe((await t()).toFixed(2));
  });

  it("leaves the console empty", () => {
    expect(panel.messages).toEqual([]);
  });
});

describe("displacement interpolation", () => {
  const n = 32;
  const [a, b] = [drawn("star"), drawn("blobs")].map((picture) => massesOf(picture, "dark", n));
  const { plan } = emdGrid(a, b, { shape: [n, n], metric: "sqeuclidean" });
  const moving = new Displacement(plan, n);
  const total = (masses: Float64Array) => masses.reduce((sum, mass) => sum + mass, 0);

  it("is P at 0 and Q at 1, each cell over four pixels", () => {
    for (const [t, masses] of [
      [0, a],
      [1, b],
    ] as const) {
      const pixels = moving.at(t);
      const sum = total(masses);
      for (let k = 0; k < pixels.length; k++) {
        const cell = ((k >> 1) % n) + n * Math.floor(k / (4 * n));
        expect(pixels[k]).toBeCloseTo(masses[cell] / sum, 12);
      }
    }
  });

  it("loses no mass on the way", () => {
    for (const t of [0.1, 0.5, 0.77]) expect(total(moving.at(t))).toBeCloseTo(4, 10);
  });
});
