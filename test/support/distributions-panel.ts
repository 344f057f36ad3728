/** The panel of two distributions, open; what it should write; and hands on its pads. */
import * as w from "wasmstein";
import { openSite } from "./site";

export type DistributionsPanel = Awaited<ReturnType<typeof openDistributions>>;

/** A place of a pad, as shares of its width and height. */
type Place = readonly [number, number];

export async function openDistributions() {
  const site = await openSite();
  const { page } = site;
  const screen = await page.context().newCDPSession(page); // for fingers, which Playwright has only in contexts of its own
  const frames = () =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  const begin = async (preset: string) => {
    await page.mouse.move(0, 0);
    await page.check('[name="distributions-unit"][value="nats"]');
    await page.click(`[data-preset="${preset}"]`);
    await frames();
  };
  const text = (name: string) => page.textContent(`#distributions-${name}`);
  const numbers = async () => {
    await frames();
    return page.evaluate(() => {
      const written = ["hp", "hq", "pq", "qp", "ce", "js", "tv", "w1"].map((name) => {
        return [name, document.getElementById(`distributions-${name}`)?.textContent] as const;
      });
      return Object.fromEntries(written);
    });
  };

  /** Tells where places of a pad are on the screen. */
  async function onPad(pad: "p" | "q"): Promise<(place: Place) => { x: number; y: number }> {
    const host = page.locator(`#distributions-${pad}`);
    await host.scrollIntoViewIfNeeded();
    const box = await host.boundingBox();
    if (box === null) throw new Error("the pad is not there");
    return ([across, down]) => ({ x: box.x + across * box.width, y: box.y + down * box.height });
  }

  /** Presses at a place of a pad, and goes on to others. */
  async function stroke(pad: "p" | "q", ...places: readonly Place[]) {
    const where = await onPad(pad);
    for (const [k, place] of places.entries()) {
      const { x, y } = where(place);
      await page.mouse.move(x, y);
      if (k === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }

  /** Puts fingers on a pad, or drags or lifts them. */
  async function touch(
    type: "touchStart" | "touchMove" | "touchEnd",
    ...fingers: readonly Place[]
  ) {
    const where = await onPad("p");
    const touchPoints = fingers.map((place, id) => ({ ...where(place), id }));
    await screen.send("Input.dispatchTouchEvent", { type, touchPoints });
    await frames();
  }
  return { ...site, frames, begin, text, numbers, stroke, touch };
}

/** What the page should say about these heights. */
export function expected(p: Float64Array, q: Float64Array, options: w.InformationOptions = {}) {
  const written = (value: number) => (value === Infinity ? "∞" : value.toFixed(4));
  return {
    hp: written(w.entropy(p, options)),
    hq: written(w.entropy(q, options)),
    pq: written(w.klDivergence(p, q, options)),
    qp: written(w.klDivergence(q, p, options)),
    ce: written(w.crossEntropy(p, q, options)),
    js: written(w.jsDivergence(p, q, options)),
    tv: written(w.totalVariation(p, q)),
    w1: written(w.wassersteinHistogram(p, q)),
  };
}

/** The middle of a bin. */
export const at = (bin: number) => (bin + 0.5) / 24;
