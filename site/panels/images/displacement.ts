/**
 * McCann's displacement interpolation: at time t, what the plan carries from x to y is at (1 − t)·x + t·y.
 * (McCann, A convexity principle for interacting gases, Adv. Math. 128, 1997.)
 *
 * It is drawn on a raster twice as fine as the grid. Each mass is as wide as its cell, two pixels: it goes
 * to the four nearest corners of pixels, bilinearly, and from each corner in equal parts to the pixels
 * around. So both ends are the pictures themselves. Between them the lattices of the sources and of the
 * targets would beat against each other, a weave that is in neither picture; masses are spread a little
 * there, by less than a cell and most at t = ½. No mass is lost.
 */
import type { TransportResult } from "wasmstein";

const ROUNDS = 3; // of spreading; each by a variance of up to ½ pixel along both axes

export class Displacement {
  /** pixels of the raster, to a side */
  readonly side: number;
  readonly #x: Float32Array; // of the sources, in corners; then what is added until t = 1
  readonly #y: Float32Array;
  readonly #dx: Float32Array;
  readonly #dy: Float32Array;
  readonly #mass: Float64Array;
  readonly #corners: Float64Array;
  readonly #pixels: Float64Array;

  constructor({ source, target, mass }: TransportResult["plan"], n: number) {
    const arcs = mass.length;
    const column = (cell: number) => cell % n;
    const row = (cell: number) => Math.floor(cell / n);
    this.side = 2 * n;
    this.#x = new Float32Array(arcs);
    this.#y = new Float32Array(arcs);
    this.#dx = new Float32Array(arcs);
    this.#dy = new Float32Array(arcs);
    for (let k = 0; k < arcs; k++) {
      const [from, to] = [source[k], target[k]];
      this.#x[k] = 2 * column(from) + 1;
      this.#y[k] = 2 * row(from) + 1;
      this.#dx[k] = 2 * (column(to) - column(from));
      this.#dy[k] = 2 * (row(to) - row(from));
    }
    this.#mass = mass;
    this.#corners = new Float64Array((this.side + 1) ** 2);
    this.#pixels = new Float64Array(this.side ** 2);
  }

  /** Masses in cells' worth, row by row: four pixels that a cell covers at an end have its mass each. */
  at(t: number): Float64Array {
    this.#scatter(t);
    this.#gather();
    const share = t * (1 - t); // to the neighbour on either side: at most ¼
    for (let round = 0; round < ROUNDS && share > 0; round++) {
      for (const [line, step] of [
        [this.side, 1],
        [1, this.side],
      ])
        this.#spread(share, line, step);
    }
    return this.#pixels;
  }

  #gather(): void {
    const [side, row, corners, pixels] = [this.side, this.side + 1, this.#corners, this.#pixels];
    for (let y = 0, k = 0; y < side; y++) {
      for (let x = 0; x < side; x++, k++) {
        const corner = y * row + x;
        pixels[k] =
          corners[corner] + corners[corner + 1] + corners[corner + row] + corners[corner + row + 1];
      }
    }
  }

  /** Along lines whose pixels stand `step` apart, each gives this share to both of its neighbours. */
  #spread(share: number, line: number, step: number): void {
    const [side, pixels] = [this.side, this.#pixels];
    for (let y = 0; y < side; y++) {
      let before = pixels[y * line]; // at the border a pixel keeps what would leave the picture
      for (let x = 0, k = y * line; x < side; x++, k += step) {
        const [here, after] = [pixels[k], pixels[x + 1 < side ? k + step : k]];
        pixels[k] = here + share * (before - 2 * here + after);
        before = here;
      }
    }
  }

  #scatter(t: number): void {
    const [xs, ys, dxs, dys, masses] = [this.#x, this.#y, this.#dx, this.#dy, this.#mass];
    const [row, corners] = [this.side + 1, this.#corners.fill(0)];
    for (let k = 0; k < masses.length; k++) {
      const [x, y] = [xs[k] + t * dxs[k], ys[k] + t * dys[k]];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, bottom] = [x - left, y - top]; // the shares of these corners
      const corner = top * row + left;
      corners[corner] += masses[k] * (1 - right) * (1 - bottom);
      corners[corner + 1] += masses[k] * right * (1 - bottom);
      corners[corner + row] += masses[k] * (1 - right) * bottom;
      corners[corner + row + 1] += masses[k] * right * bottom;
    }
  }
}
