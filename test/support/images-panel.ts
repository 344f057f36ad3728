/** The panel of images, open and solved; what it should write; and a picture file. */
import { encode } from "fast-png";
import { emdGrid, type Metric } from "wasmstein";
import { massesOf, type Picture, pictureOf } from "../../site/panels/images/masses";
import { openSite } from "./site";

export type ImagesPanel = Awaited<ReturnType<typeof openImages>>;

export async function openImages() {
  const site = await openSite();
  const { page } = site;
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
  await page.locator("#images").scrollIntoViewIfNeeded();
  await solved();
  return { ...site, read, choose, solved, taken, figures };
}

/** What the page should write of P and Q, both as dark ink. */
export function expected(p: Picture, q: Picture, n: number, metric: Metric = "sqeuclidean") {
  const [a, b] = [p, q].map((picture) => massesOf(picture, "dark", n));
  const { cost, lowerBound, pivots, status } = emdGrid(a, b, {
    shape: [n, n],
    metric,
    spacing: 1 / n,
  });
  const written = { cost: `${cost}`, bound: `${lowerBound}`, pivots: pivots.toLocaleString("en") };
  return { ...written, state: status };
}

export const png = (name: string, width: number, height: number, rgba: (k: number) => number[]) => {
  const data = Uint8Array.from(Array.from({ length: width * height }, (_, k) => rgba(k)).flat());
  const buffer = Buffer.from(encode({ width, height, channels: 4, data }));
  return { name, mimeType: "image/png", buffer };
};
/** 40 × 24 pixels in colours, every third of them transparent. */
const speckle = (k: number) => [(k * 37) % 256, (k * 91) % 256, (k * k) % 256, k % 3 ? 255 : 0];
export const SPECKLED = png("speckled.png", 40, 24, speckle);
/** Its middle square. */
export const SPECKLES = pictureOf(
  "",
  24,
  Array.from({ length: 24 * 24 }, (_, k) => speckle(Math.floor(k / 24) * 40 + 8 + (k % 24))).flat(),
);
