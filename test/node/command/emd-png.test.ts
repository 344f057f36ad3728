/** PNG images: the weights of every kind of image, and what is refused. */
import { crc32 } from "node:zlib";
import { encode, type ImageData } from "fast-png";
import { describe, expect, it } from "vitest";
import { CHANNELS, type Pixels, readPng } from "../../../src/files/png";

const weights = (
  image: ImageData | Uint8Array,
  channel: Pixels["channel"] = "luminance",
  invert = false,
) => {
  const bytes = image instanceof Uint8Array ? image : encode(image);
  return Array.from(readPng(bytes, { channel, invert }).values);
};

const grey = { width: 3, height: 2, channels: 1, data: Uint8Array.of(0, 1, 2, 253, 254, 255) };
const colours = [255, 0, 0, /**/ 0, 255, 0, /**/ 0, 0, 255, /**/ 77, 77, 77];
const rgb = { width: 2, height: 2, channels: 3, data: Uint8Array.from(colours) };
const luminances = [54.213, 182.376, 18.411, 77];

describe("a PNG image", () => {
  it("has rows before columns", () => {
    const { shape } = readPng(encode(grey), { channel: "luminance", invert: false });
    expect(shape).toEqual([2, 3]);
  });

  it("of greys weighs what its samples say, in 8 and in 16 bits", () => {
    expect(weights(grey)).toEqual([0, 1, 2, 253, 254, 255]);
    const data = Uint16Array.of(0, 1, 256, 65_535);
    expect(weights({ width: 4, height: 1, channels: 1, depth: 16, data })).toEqual(
      Array.from(data),
    );
  });

  it("of 1, 2 or 4 bits has rows that begin with a byte", () => {
    const image = { width: 3, height: 2, channels: 1 };
    expect(weights({ ...image, depth: 1, data: Uint8Array.of(0b10100000, 0b01100000) })).toEqual([
      1, 0, 1, 0, 1, 1,
    ]);
    expect(weights({ ...image, depth: 2, data: Uint8Array.of(0b00011000, 0b11100100) })).toEqual([
      0, 1, 2, 3, 2, 1,
    ]);
    const data = Uint8Array.of(0x0f, 0x70, 0x12, 0x30);
    expect(weights({ ...image, depth: 4, data })).toEqual([0, 15, 7, 1, 2, 3]);
    expect(weights({ ...image, depth: 4, data }, "luminance", true)).toEqual([
      15, 0, 8, 14, 13, 12,
    ]);
  });

  it("of colours weighs their luminance, or one channel", () => {
    expect(weights(rgb)).toEqual(luminances);
    expect(weights(rgb, "red")).toEqual([255, 0, 0, 77]);
    expect(weights(rgb, "green")).toEqual([0, 255, 0, 77]);
    expect(weights(rgb, "blue")).toEqual([0, 0, 255, 77]);
  });

  it("weighs the same to the last bit whether greys have one sample or three", () => {
    const data = Uint8Array.from({ length: 256 }, (_, k) => k);
    const one = { width: 16, height: 16, channels: 1, data };
    const three = { ...one, channels: 3, data: Uint8Array.from({ length: 768 }, (_, k) => k / 3) };
    for (const channel of CHANNELS.slice(0, 4))
      expect(weights(three, channel)).toEqual(weights(one));
  });

  it("counts alpha only when it is asked for", () => {
    const rgba = Uint8Array.from(
      [0, 1, 2, 3].flatMap((k) => [...colours.slice(3 * k, 3 * k + 3), 10 * k]),
    );
    const image = { ...rgb, channels: 4, data: rgba };
    expect(weights(image)).toEqual(luminances);
    expect(weights(image, "alpha")).toEqual([0, 10, 20, 30]);
    const greyAlpha = { width: 2, height: 1, channels: 2, data: Uint8Array.of(5, 6, 7, 8) };
    expect(weights(greyAlpha)).toEqual([5, 7]);
    expect(weights(greyAlpha, "alpha")).toEqual([6, 8]);
  });

  it("that names a transparent colour has alpha 0 there", () => {
    const key = Uint8Array.of(0, 0, 0, 2, 0x74, 0x52, 0x4e, 0x53, 0, 254, 0, 0, 0, 0); // tRNS
    new DataView(key.buffer).setUint32(10, crc32(key.subarray(4, 10)));
    const bytes = encode(grey);
    const keyed = Buffer.concat([bytes.subarray(0, 33), key, bytes.subarray(33)]);
    expect(weights(keyed, "alpha")).toEqual([255, 255, 255, 255, 0, 255]);
  });

  it("with a palette weighs what its colours do", () => {
    const palette = [0, 1, 2, 3].map((k) => colours.slice(3 * k, 3 * k + 3));
    const image = { width: 2, height: 2, channels: 1, palette };
    expect(weights({ ...image, data: Uint8Array.of(3, 2, 1, 0) })).toEqual(
      [...luminances].reverse(),
    );
    const packed = { ...image, depth: 2 as const, data: Uint8Array.of(0b00010000, 0b10110000) };
    expect(weights(packed)).toEqual(luminances);
    const faded = palette.map((colour, k) => [...colour, 50 + k]);
    const data = Uint8Array.of(3, 2, 1, 0);
    expect(weights({ ...image, palette: faded, data }, "alpha")).toEqual([53, 52, 51, 50]);
  });

  it("that is interlaced weighs the same", () => {
    const interlaced = encode(rgb, { interlace: "Adam7" });
    expect(weights(interlaced)).toEqual(luminances);
  });

  it("with fewer than 8 bits and interlaced is refused", () => {
    const bytes = encode({ ...grey, depth: 1, data: Uint8Array.of(0, 0) });
    bytes[28] = 1;
    expect(() => weights(bytes)).toThrow(
      /interlaced with 1 bits per sample, expected 8 or 16; save/,
    );
  });

  it("inverted has the dark as its mass", () => {
    expect(weights(grey, "luminance", true)).toEqual([255, 254, 253, 2, 1, 0]);
  });

  it("that is cut off anywhere is refused", () => {
    const bytes = encode(grey);
    for (let end = 8; end < bytes.length; end++)
      expect(() => weights(bytes.slice(0, end))).toThrow(
        /cannot be decoded, is the file complete\?/,
      );
    expect(() => weights(bytes.slice(0, 5))).toThrow(/has no PNG signature/);
  });

  it("with a changed byte is refused", () => {
    const bytes = encode(grey);
    bytes[45] ^= 1;
    expect(() => weights(bytes)).toThrow(/cannot be decoded/);
  });

  it("with an index beyond its palette is refused", () => {
    const image = { width: 2, height: 1, channels: 1, palette: [[1, 2, 3]] };
    expect(() => weights({ ...image, data: Uint8Array.of(0, 1) })).toThrow(
      /pixel 1 has colour 1 of 1/,
    );
  });

  it("without alpha is refused where alpha is asked for", () => {
    expect(() => weights(rgb, "alpha")).toThrow(/has no alpha channel; choose another channel/);
  });
});
