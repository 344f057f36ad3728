/** Picture files, as the browser reads them: cut to their middle square, at most 512 × 512 pixels of it. */
import { type Picture, pictureOf } from "./masses";

const SIDE = 512; // pixels at most; finer grids than 128² are not asked for
const BYTES = 64 * 2 ** 20;
const PIXELS = 100e6;
const NAME = 32; // characters that are shown of a file's

/** @throws Error that says in words for the user what is wrong with the file */
export async function readPicture(file: File): Promise<{ picture: Picture; size: string }> {
  const name = file.name.length > NAME ? `${file.name.slice(0, NAME - 1)}…` : file.name;
  if (file.size > BYTES) throw new Error(`${name} has more than 64 MB.`);
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Error(`${name} is not a picture that this browser can read.`);
  });
  try {
    const { width, height } = bitmap;
    if (width * height > PIXELS) throw new Error(`${name} has more than 100 million pixels.`);
    const cut = width === height ? "" : ", of which the middle square";
    return { picture: middleOf(bitmap, name), size: `${width} × ${height} pixels${cut}` };
  } finally {
    bitmap.close();
  }
}

function middleOf(bitmap: ImageBitmap, name: string): Picture {
  const { width, height } = bitmap;
  const square = Math.min(width, height);
  const side = Math.min(square, SIDE);
  const [left, top] = [width, height].map((length) => Math.floor((length - square) / 2));
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives the page no canvas to read the picture with.");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, left, top, square, square, 0, 0, side, side);
  return pictureOf(name, side, context.getImageData(0, 0, side, side).data);
}
