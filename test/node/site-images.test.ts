/** The panel of images: the numbers of Node on both engines, own files, cancelling, the moving earth. */
import { encode } from "fast-png";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emdGrid, type Metric } from "wasmstein";
import { Displacement } from "../../site/panels/images/displacement";
import { massesOf, type Picture, pictureOf } from "../../site/panels/images/masses";
import { drawn } from "../../site/panels/images/pictures";
import { openSite } from "../support/site";

let page: Page;
let messages: string[];
let close: () => Promise<void>;

const read = (name: string) => page.locator(`#images-${name}`).textContent();
const choose = (group: string, value: string) =>
  page.check(`input[name="images-${group}"][value="${value}"]`);
const solved = () =>
  page.waitForFunction(() =>
    document.getElementById("images-status")?.textContent?.startsWith("Solved"),
  );
/** Files are read in their own time: until the well names this one, what is solved is what was before. */
const taken = async (well: "p" | "q", name: string) => {
  await page.waitForFunction(
    ([id, name]) => document.getElementById(id)?.textContent?.startsWith(`${name}:`),
    [`images-${well}-status`, name],
  );
  await solved();
};
const figures = async () => ({
  cost: await read("cost"),
  bound: await read("bound"),
  pivots: await read("pivots"),
  state: await read("state"),
});

/** What the page should write of P and Q, both as dark ink. */
function expected(p: Picture, q: Picture, n: number, metric: Metric = "sqeuclidean") {
  const [a, b] = [p, q].map((picture) => massesOf(picture, "dark", n));
  const { cost, lowerBound, pivots, status } = emdGrid(a, b, {
    shape: [n, n],
    metric,
    spacing: 1 / n,
  });
  const written = { cost: `${cost}`, bound: `${lowerBound}`, pivots: pivots.toLocaleString("en") };
  return { ...written, state: status };
}

const png = (name: string, width: number, height: number, rgba: (k: number) => number[]) => {
  const data = Uint8Array.from(Array.from({ length: width * height }, (_, k) => rgba(k)).flat());
  const buffer = Buffer.from(encode({ width, height, channels: 4, data }));
  return { name, mimeType: "image/png", buffer };
};
/** 40 × 24 pixels in colours, every third of them transparent. */
const speckle = (k: number) => [(k * 37) % 256, (k * 91) % 256, (k * k) % 256, k % 3 ? 255 : 0];
const SPECKLED = png("speckled.png", 40, 24, speckle);
/** Its middle square. */
const SPECKLES = pictureOf(
  "",
  24,
  Array.from({ length: 24 * 24 }, (_, k) => speckle(Math.floor(k / 24) * 40 + 8 + (k % 24))).flat(),
);

beforeAll(async () => {
  ({ page, messages, close } = await openSite());
  await page.locator("#images").scrollIntoViewIfNeeded();
  await solved();
});
afterAll(() => close?.());

describe("the panel of images", () => {
  it("opens with a solved problem", async () => {
    expect(await figures()).toEqual(expected(drawn("star"), drawn("corners"), 64));
  });

  it("writes the numbers of Node on both engines, and that they are the same bits", async () => {
    await choose("n", "32");
    await page.selectOption("#images-p-picture", "crescent");
    await page.selectOption("#images-q-picture", "clouds");
    await solved();
    const right = expected(drawn("crescent"), drawn("clouds"), 32);
    expect(await figures()).toEqual(right);
    expect(await read("distance")).toBe(Math.sqrt(Number(right.cost)).toFixed(6));
    expect(await read("engines")).toContain("both engines");
    await choose("engine", "js");
    await solved();
    expect(await read("status")).toContain("JavaScript");
    expect(await figures()).toEqual(right);
    expect(await read("engines")).toMatch(
      /^WebAssembly [\d.]+ m?s, JavaScript [\d.]+ m?s: [\d.]+ times\. .* the same bits\.$/,
    );
    await choose("engine", "wasm");
    await solved();
  });

  it("knows three costs of a way", async () => {
    for (const metric of ["euclidean", "cityblock", "sqeuclidean"] as const) {
      await choose("metric", metric);
      await solved();
      const right = expected(drawn("crescent"), drawn("clouds"), 32, metric);
      expect(await figures()).toEqual(right);
    }
  });

  it("takes a file, of which the middle square", async () => {
    await page.setInputFiles("#images-p-file", SPECKLED);
    await taken("p", "speckled.png");
    expect(await read("p-status")).toBe(
      "speckled.png: 40 × 24 pixels, of which the middle square.",
    );
    expect(await page.inputValue("#images-p-picture")).toBe("own");
    expect(await figures()).toEqual(expected(SPECKLES, drawn("clouds"), 32));
  });

  it("takes a file that is dropped, and shows where it would fall", async () => {
    await page.selectOption("#images-p-picture", "ring");
    await solved();
    const bytes = await page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], "dropped.png", { type: "image/png" }));
        return data;
      },
      [...SPECKLED.buffer],
    );
    const well = page.locator("#images-p");
    const isOpen = () => well.evaluate((place) => place.classList.contains("open"));
    await well.dispatchEvent("dragover", { dataTransfer: bytes });
    expect(await isOpen()).toBe(true);
    await well.dispatchEvent("drop", { dataTransfer: bytes });
    expect(await isOpen()).toBe(false);
    await taken("p", "dropped.png");
    expect(await figures()).toEqual(expected(SPECKLES, drawn("clouds"), 32));
  });

  it("gives what is pasted to the well under the pointer, or with the focus", async () => {
    const paste = (name: string) =>
      page.evaluate(
        ([name, bytes]) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
          document.body.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true }),
          );
        },
        [name, [...SPECKLED.buffer]] as const,
      );
    await page.hover("#images-q-canvas");
    await paste("over-q.png");
    await taken("q", "over-q.png");
    await page.mouse.move(0, 0);
    await page.focus("#images-p-file");
    await paste("into-p.png");
    await taken("p", "into-p.png");
    expect(await figures()).toEqual(expected(SPECKLES, SPECKLES, 32));
  });

  it("says what is wrong with a file, and keeps the picture", async () => {
    await page.selectOption("#images-p-picture", "disc");
    await page.selectOption("#images-q-picture", "ring");
    await solved();
    const right = await figures();
    const clear = png("clear.png", 9, 9, () => [10, 20, 30, 0]);
    const white = png("white.png", 9, 9, () => [255, 255, 255, 255]);
    const text = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
    for (const [file, words] of [
      [text, "notes.txt is not a picture that this browser can read."],
      [clear, "clear.png is transparent all over: it has no mass."],
      [white, "white.png has no dark ink, so no mass."],
    ] as const) {
      await page.setInputFiles("#images-p-file", file);
      await page.waitForFunction(() =>
        document.getElementById("images-p-status")?.classList.contains("bad"),
      );
      expect(await read("p-status")).toBe(`${words} The picture stays as it was.`);
      expect(await page.inputValue("#images-p-picture")).toBe("disc");
      expect(await figures()).toEqual(right);
      await page.selectOption("#images-p-picture", "disc"); // nothing changes but the message
      await page.locator("#images-p-picture").dispatchEvent("change");
      await solved();
    }
  });

  it("takes light ink for mass where it is told to", async () => {
    await choose("p-ink", "light");
    await solved();
    const [a, b] = [massesOf(drawn("disc"), "light", 32), massesOf(drawn("ring"), "dark", 32)];
    const options = { shape: [32, 32], metric: "sqeuclidean", spacing: 1 / 32 } as const;
    expect(await read("cost")).toBe(`${emdGrid(a, b, options).cost}`);
  });

  it("waits for the button at 128², marks old results, and cancels at once", async () => {
    await choose("n", "128");
    expect(await read("status")).toBe(
      "Press Compute: 128² waits for it. The results below are those of before.",
    );
    const stale = page.locator("#images-numbers.stale");
    expect(await stale.count()).toBe(1);
    await choose("metric", "euclidean");
    await choose("engine", "js");
    const underWay = async () => {
      await page.click("#images-compute");
      await page.waitForFunction(() =>
        /[1-9]/.test(document.getElementById("images-pivots")?.textContent ?? ""),
      );
      expect(await read("state")).toBe("under way");
    };
    await underWay();
    const { took, said } = await page.evaluate(async () => {
      const began = performance.now();
      document.getElementById("images-cancel")?.click();
      await new Promise(requestAnimationFrame);
      const took = performance.now() - began;
      return { took, said: document.getElementById("images-status")?.textContent };
    });
    expect(took).toBeLessThan(100);
    expect(said).toMatch(/^Cancelled after [\d.]+ m?s\. The results below are those of before\.$/);
    expect(await stale.count()).toBe(1);

    await underWay();
    await page.focus("#images-cancel");
    await page.keyboard.press("Escape");
    expect(await read("status")).toMatch(/^Cancelled after/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("images-compute");

    await underWay();
    await choose("engine", "wasm");
    await choose("metric", "sqeuclidean");
    await choose("n", "32");
    await solved();
    expect(await stale.count()).toBe(0);
    expect(await read("state")).toBe("optimal");
  });

  it("shows the pictures at the ends, and moves what the other fades in between", async () => {
    const differ = async (t: string) => {
      await page.fill("#images-t", t);
      return page.evaluate(async () => {
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
    await page.fill("#images-t", "0");
    await page.focus("#images-t");
    await page.keyboard.press("ArrowRight");
    const t = () =>
      page.locator("#images-t").evaluate((input: HTMLInputElement) => input.valueAsNumber);
    const stepped = await t();
    expect(stepped).toBeGreaterThan(0);
    await page.click("#images-play");
    expect(await read("play")).toBe("Pause");
    await page.waitForFunction(
      (from) =>
        (document.getElementById("images-t") as HTMLInputElement).valueAsNumber > from + 0.02,
      stepped,
    );
    await page.click("#images-play");
    expect(await read("play")).toBe("Play");
    expect(await read("t-value")).toBe((await t()).toFixed(2));
  });

  it("keeps its height on a phone, whatever it says, and has no sideways scrolling", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    const heights: number[] = [];
    const measure = async () => {
      heights.push(await page.locator("#images").evaluate((panel) => panel.clientHeight));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBe(0);
    };
    for (const engine of ["wasm", "js"]) {
      await choose("engine", engine);
      await page.click("#images-compute");
      await solved();
      await measure();
    }
    expect(await read("engines")).toContain("the same bits");
    await choose("n", "128");
    await measure();
    await page.click("#images-compute");
    await measure();
    await page.keyboard.press("Escape");
    await measure();
    const bad = { ...SPECKLED, name: `${"long".repeat(20)}.png`, buffer: Buffer.from("none") };
    await page.setInputFiles("#images-q-file", bad);
    await page.waitForSelector("#images-q-status.bad");
    await measure();
    const longest = "WebAssembly 10.35 s, JavaScript 28.88 s: 12.8 times.";
    await page.locator("#images-engines").evaluate((place, longest) => {
      place.textContent = `${longest} Cost, bound, plan and potentials are the same bits.`;
    }, longest);
    await measure();
    expect(new Set(heights).size).toBe(1);
  });

  it("leaves the console empty", () => {
    expect(messages).toEqual([]);
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

describe("a picture's masses", () => {
  it("are its ink in each cell, all of it at every resolution", () => {
    const picture = pictureOf("", 3, Array.from({ length: 9 }, (_, k) => [k, k, k, 255]).flat());
    const total = (n: number) => massesOf(picture, "light", n).reduce((sum, mass) => sum + mass, 0);
    expect([...massesOf(picture, "light", 1)]).toEqual([36]);
    expect([...massesOf(picture, "light", 3)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...massesOf(picture, "light", 2)]).toEqual([3, 6, 12, 15]);
    expect(total(32)).toBeCloseTo(36, 10);
  });
});
