/** Square pictures, and the masses that they have on a grid: each cell gets the ink that lies in it. */

/** What of a picture has mass. */
export type Ink = "dark" | "light";

/** Rows from the top. A pixel is so dark and so light, 0 … 255; as far as it is transparent, it is neither. */
export interface Picture {
  readonly name: string;
  readonly side: number;
  readonly dark: Float64Array;
  readonly light: Float64Array;
}

/** The picture of side² pixels of red, green, blue and alpha. */
export function pictureOf(name: string, side: number, rgba: ArrayLike<number>): Picture {
  const picture = {
    name,
    side,
    dark: new Float64Array(side * side),
    light: new Float64Array(side * side),
  };
  for (let k = 0; k < side * side; k++) {
    const red = rgba[4 * k];
    const green = rgba[4 * k + 1];
    const blue = rgba[4 * k + 2];
    const alpha = rgba[4 * k + 3];
    const luma = (2126 * red + 7152 * green + 722 * blue) / 10_000; // ITU-R BT.709; greys stay whole
    picture.light[k] = (alpha * luma) / 255;
    picture.dark[k] = (alpha * (255 - luma)) / 255;
  }
  return picture;
}

/** The masses of n × n cells, row by row. Where a pixel lies in several, each gets its share of it. */
export function massesOf(picture: Picture, ink: Ink, n: number): Float64Array {
  const { side, [ink]: pixels } = picture;
  const meets = meetings(side, n);
  const strips = new Float64Array(side * n); // summed along rows
  for (let y = 0; y < side; y++) {
    for (const { pixel, cell, share } of meets) {
      strips[y * n + cell] += share * pixels[y * side + pixel];
    }
  }
  const masses = new Float64Array(n * n);
  for (const { pixel: y, cell, share } of meets) {
    for (let x = 0; x < n; x++) masses[cell * n + x] += share * strips[y * n + x];
  }
  return masses;
}

export function largest(masses: Float64Array): number {
  return masses.reduce((most, mass) => Math.max(most, mass), 0);
}

/** Along one axis: which pixels meet which cells, and how much of the pixel that is. */
function meetings(side: number, n: number): { pixel: number; cell: number; share: number }[] {
  const found = [];
  for (let cell = 0; cell < n; cell++) {
    const [from, to] = [(cell * side) / n, ((cell + 1) * side) / n];
    for (let pixel = Math.floor(from); pixel < to; pixel++) {
      found.push({ pixel, cell, share: Math.min(to, pixel + 1) - Math.max(from, pixel) });
    }
  }
  return found;
}
