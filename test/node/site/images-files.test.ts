/** Pictures in the panel of images: one's own, chosen, dropped and pasted, right and wrong; their masses. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { massesOf, pictureOf } from "../../../site/panels/images/masses";
import { drawn } from "../../../site/panels/images/pictures";
import {
  expected,
  type ImagesPanel,
  openImages,
  png,
  SPECKLED,
  SPECKLES,
} from "../../support/images-panel";

let panel: ImagesPanel;

beforeAll(async () => {
  panel = await openImages();
});
afterAll(() => panel?.close());

describe("a picture of one's own", () => {
  it("takes a file, of which the middle square", async () => {
    await panel.choose("n", "32");
    await panel.page.selectOption("#images-q-picture", "clouds");
    await panel.page.setInputFiles("#images-p-file", SPECKLED);
    await panel.taken("p", "speckled.png");
    expect(await panel.read("p-status")).toBe(
      "speckled.png: 40 × 24 pixels, of which the middle square.",
    );
    expect(await panel.page.inputValue("#images-p-picture")).toBe("own");
    expect(await panel.figures()).toEqual(expected(SPECKLES, drawn("clouds"), 32));
  });

  it("takes a file that is dropped, and shows where it would fall", async () => {
    await panel.page.selectOption("#images-p-picture", "ring");
    await panel.solved();
    const bytes = await panel.page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], "dropped.png", { type: "image/png" }));
        return data;
      },
      [...SPECKLED.buffer],
    );
    const well = panel.page.locator("#images-p");
    const isOpen = () => well.evaluate((place) => place.classList.contains("open"));
    await well.dispatchEvent("dragover", { dataTransfer: bytes });
    expect(await isOpen()).toBe(true);
    await well.dispatchEvent("drop", { dataTransfer: bytes });
    expect(await isOpen()).toBe(false);
    await panel.taken("p", "dropped.png");
    expect(await panel.figures()).toEqual(expected(SPECKLES, drawn("clouds"), 32));
  });

  it("gives what is pasted to the well under the pointer, or with the focus", async () => {
    const paste = (name: string) =>
      panel.page.evaluate(
        ([name, bytes]) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
          document.body.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true }),
          );
        },
        [name, [...SPECKLED.buffer]] as const,
      );
    await panel.page.hover("#images-q-canvas");
    await paste("over-q.png");
    await panel.taken("q", "over-q.png");
    await panel.page.mouse.move(0, 0);
    await panel.page.focus("#images-p-file");
    await paste("into-p.png");
    await panel.taken("p", "into-p.png");
    expect(await panel.figures()).toEqual(expected(SPECKLES, SPECKLES, 32));
  });

  it("says what is wrong with a file, and keeps the picture", async () => {
    await panel.page.selectOption("#images-p-picture", "disc");
    await panel.page.selectOption("#images-q-picture", "ring");
    await panel.solved();
    const right = await panel.figures();
    const clear = png("clear.png", 9, 9, () => [10, 20, 30, 0]);
    const white = png("white.png", 9, 9, () => [255, 255, 255, 255]);
    const text = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
    const broken = {
      name: "half.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg><path/>"),
    };
    for (const [file, words] of [
      [text, "notes.txt is not a picture that this browser can read."],
      [broken, "half.svg is not a picture that this browser can read."],
      [clear, "clear.png is transparent all over: it has no mass."],
      [white, "white.png has no dark ink, so no mass."],
    ] as const) {
      await panel.page.setInputFiles("#images-p-file", file);
      await panel.page.waitForFunction(() =>
        document.getElementById("images-p-status")?.classList.contains("bad"),
      );
      expect(await panel.read("p-status")).toBe(`${words} The picture stays as it was.`);
      expect(await panel.page.inputValue("#images-p-picture")).toBe("disc");
      expect(await panel.figures()).toEqual(right);
      await panel.page.selectOption("#images-p-picture", "disc"); // nothing changes but the message
      await panel.page.locator("#images-p-picture").dispatchEvent("change");
      await panel.solved();
    }
  });

  it("reads drawings in SVG, whether they have a size or not", async () => {
    const half = Array.from({ length: 512 * 512 }, (_, k) => [0, 0, 0, k % 512 < 256 ? 255 : 0]);
    const right = expected(pictureOf("", 512, half.flat()), drawn("ring"), 32);
    const path = '<path d="M0 0h12v24H0"/>';
    const html =
      '<foreignObject width="24" height="24"><p xmlns="http://www.w3.org/1999/xhtml" style="margin: 0; background: black; width: 12px; height: 24px"></p></foreignObject>';
    for (const [name, size, content, words] of [
      ["sized.svg", 'width="48" height="24"', path, "48 × 24 pixels, of which the middle square."],
      ["sizeless.svg", "", path, "512 × 512 pixels."],
      ["relative.svg", 'width="100%" height="100%"', path, "512 × 512 pixels."],
      ["html.svg", 'width="24" height="24"', html, "24 × 24 pixels."],
    ]) {
      const text = `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 24 24">${content}</svg>`;
      await panel.page.selectOption("#images-p-picture", "disc");
      const file = { name, mimeType: "image/svg+xml", buffer: Buffer.from(text) };
      await panel.page.setInputFiles("#images-p-file", file);
      await panel.taken("p", name);
      expect(await panel.read("p-status")).toBe(`${name}: ${words}`);
      expect(await panel.figures()).toEqual(right);
    }
  });

  it("keeps its name and size when the ink changes, and can be chosen again", async () => {
    await panel.page.setInputFiles("#images-p-file", SPECKLED);
    await panel.taken("p", "speckled.png");
    const words = await panel.read("p-status");
    await panel.choose("p-ink", "light");
    await panel.solved();
    expect(await panel.read("p-status")).toBe(words);
    const light = await panel.figures();
    await panel.page.selectOption("#images-p-picture", "star");
    expect(await panel.read("p-status")).toBe("Or drop one here, or paste it.");
    expect(await panel.page.isChecked("#images-p-ink-dark")).toBe(true);
    await panel.page.selectOption("#images-p-picture", "own");
    await panel.solved();
    expect(await panel.read("p-status")).toBe(words);
    expect(await panel.page.isChecked("#images-p-ink-light")).toBe(true);
    expect(await panel.figures()).toEqual(light);
  });

  it("is read anew when the same file is chosen again", async () => {
    const files = () =>
      panel.page
        .locator("#images-p-file")
        .evaluate((input: HTMLInputElement) => input.files?.length);
    await panel.page.setInputFiles("#images-p-file", SPECKLED);
    expect(await files()).toBe(1);
    const chooser = panel.page.waitForEvent("filechooser");
    await panel.page.click("#images-p-file");
    await chooser;
    expect(await files()).toBe(0); // or the browser would see no change in the same name
  });

  it("gives way to the page's own when the visitor comes back from elsewhere", async () => {
    await panel.page.setInputFiles("#images-p-file", SPECKLED);
    await panel.taken("p", "speckled.png");
    await panel.page.goto("about:blank");
    await panel.page.goBack();
    await panel.page.locator("#images").scrollIntoViewIfNeeded();
    await panel.solved();
    expect(await panel.page.inputValue("#images-p-picture")).toBe("star");
    expect(await panel.page.inputValue("#images-p-file")).toBe("");
    await panel.page.selectOption("#images-p-picture", "disc");
    await panel.page.selectOption("#images-q-picture", "ring");
    await panel.solved();
    expect(await panel.figures()).toEqual(expected(drawn("disc"), drawn("ring"), 32));
  });

  it("leaves the console empty", () => {
    expect(panel.messages).toEqual([]);
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
