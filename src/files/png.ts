/** One channel of a PNG image as weights: dark is 0, bright is mass. */
import { type DecodedPng, decode, hasPngSignature } from "fast-png";
import type { Matrix } from "./grid";

export const CHANNELS = ["luminance", "red", "green", "blue", "alpha"] as const;

/** How pixels become weights. */
export interface Pixels {
  readonly channel: (typeof CHANNELS)[number];
  /** the weight is the brightest value minus the sample */
  readonly invert: boolean;
}

/** The samples of an image: for each pixel grey, grey and alpha, colour, or colour and alpha. */
interface Samples {
  readonly perPixel: number;
  readonly brightest: number;
  readonly at: ArrayLike<number>;
  /** the transparent colour, if the file names one instead of having an alpha channel */
  readonly key: ArrayLike<number> | undefined;
}

export function readPng(bytes: Uint8Array, { channel, invert }: Pixels): Matrix {
  const image = decodePng(bytes);
  const samples = samplesOf(image);
  const weigh = weigher(samples, channel);
  const { brightest, perPixel } = samples;
  const values = new Float64Array(image.width * image.height);
  for (let k = 0; k < values.length; k++) {
    const weight = weigh(k * perPixel);
    values[k] = invert ? brightest - weight : weight;
  }
  return { shape: [image.height, image.width], values };
}

function decodePng(bytes: Uint8Array): DecodedPng {
  if (!hasPngSignature(bytes)) throw new RangeError("has no PNG signature");
  const depth = bytes[24];
  const interlaced = bytes[28] === 1;
  // The decoder expects samples of whole bytes in an interlaced image.
  if (interlaced && depth < 8) {
    throw new RangeError(
      `is interlaced with ${depth} bits per sample, expected 8 or 16; save it without interlacing`,
    );
  }
  try {
    return decode(bytes, { checkCrc: true });
  } catch (error) {
    const reason = (error as Error).message;
    throw new RangeError(`cannot be decoded, is the file complete? ${reason}`, { cause: error });
  }
}

function samplesOf(image: DecodedPng): Samples {
  const { depth, palette } = image;
  const at = depth < 8 ? unpacked(image) : image.data;
  if (palette && image.channels === 1) return paint(at, palette);
  return { perPixel: image.channels, brightest: 2 ** depth - 1, at, key: image.transparency };
}

/** Samples of 1, 2 or 4 bits: the high bits come first, and every row begins with a byte. */
function unpacked({ data, width, height, depth }: DecodedPng): Uint8Array {
  const samples = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * rowBytes + (bit >> 3)];
      samples[row * width + column] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  }
  return samples;
}

function paint(indices: ArrayLike<number>, palette: readonly number[][]): Samples {
  const perPixel = palette[0]?.length ?? 3;
  const at = new Uint8Array(perPixel * indices.length);
  for (let k = 0; k < indices.length; k++) {
    const colour = palette[indices[k]];
    if (!colour) throw new RangeError(`pixel ${k} has colour ${indices[k]} of ${palette.length}`);
    at.set(colour, perPixel * k);
  }
  return { perPixel, brightest: 255, at, key: undefined };
}

/** The weight of the pixel whose samples begin at an offset. */
function weigher(samples: Samples, channel: Pixels["channel"]): (offset: number) => number {
  const { perPixel, at } = samples;
  if (channel === "alpha") return alpha(samples);
  if (perPixel < 3) return (offset) => at[offset];
  if (channel === "luminance") return (offset) => luminance(at, offset);
  const index = ["red", "green", "blue"].indexOf(channel);
  return (offset) => at[offset + index];
}

/** The weights of Rec. 709 as integers, so that equal samples give exactly their value. */
function luminance(at: ArrayLike<number>, offset: number): number {
  return (2126 * at[offset] + 7152 * at[offset + 1] + 722 * at[offset + 2]) / 10_000;
}

function alpha({ perPixel, brightest, at, key }: Samples): (offset: number) => number {
  if (perPixel % 2 === 0) return (offset) => at[offset + perPixel - 1];
  if (!key) throw new RangeError("has no alpha channel; choose another channel");
  const isKey = (offset: number) => Array.from(key).every((sample, k) => at[offset + k] === sample);
  return (offset) => (isKey(offset) ? 0 : brightest);
}
