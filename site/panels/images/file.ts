/** Picture files, as the browser reads them: cut to their middle square, at most 512 × 512 pixels of it. */
import { type Picture, pictureOf } from "./masses";
import { readSvg } from "./svg";

const SIDE = 512; // pixels at most; finer grids than 128² are not asked for
const BYTES = 64 * 2 ** 20;
const PIXELS = 100e6;
const NAME = 32; // characters that are shown of a file's

/** @throws Error that says in words for the user what is wrong with the file */
export async function readPicture(file: File): Promise<{ picture: Picture; size: string }> {
  const name = file.name.length > NAME ? `${file.name.slice(0, NAME - 1)}…` : file.name;
  if (file.size > BYTES) throw new Error(`${name} has more than 64 MB.`);
  const image = await decoded(file).catch(() => {
    throw new Error(`${name} is not a picture that this browser can read.`);
  });
  try {
    const { width, height } = image;
    if (width * height > PIXELS) throw new Error(`${name} has more than 100 million pixels.`);
    const cut = width === height ? "" : ", of which the middle square";
    return { picture: middleOf(image, name), size: `${width} × ${height} pixels${cut}` };
  } finally {
    if (image instanceof ImageBitmap) image.close();
  }
}

function decoded(file: File): Promise<ImageBitmap | HTMLImageElement> {
  if (file.type === "image/svg+xml") return readSvg(file, SIDE);
  return createImageBitmap(file, { imageOrientation: "from-image" });
}

function middleOf(image: ImageBitmap | HTMLImageElement, name: string): Picture {
  const { width, height } = image;
  const square = Math.min(width, height);
  const side = image instanceof ImageBitmap ? Math.min(square, SIDE) : SIDE; // no pixels, no limit
  const [left, top] = [width, height].map((length) => Math.floor((length - square) / 2));
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives the page no canvas to read the picture with.");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, square, square, 0, 0, side, side);
  return pictureOf(name, side, context.getImageData(0, 0, side, side).data);
}
