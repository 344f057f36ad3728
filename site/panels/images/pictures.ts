/** The pictures that the page brings along: dark ink by formulas, in whole greys as a file has them. */
import { type Picture, pictureOf } from "./masses";

const SIDE = 128; // pixels; cells of 32², 64² and 128² hold whole ones

/** How much ink there is at a place of the unit square, y downwards: 0 … 1. */
type Drawing = (x: number, y: number) => number;

const DRAWINGS = {
  ring: [shape((x, y) => Math.abs(distance(x, y, 0.5, 0.5) - 0.31) - 0.075)],
  disc: [shape((x, y) => distance(x, y, 0.5, 0.5) - 0.2)],
  blobs: [blob(0.27, 0.33, 0.22), blob(0.7, 0.7, 0.27)],
  corners: [blob(0.74, 0.22, 0.2), blob(0.24, 0.76, 0.2)],
  crescent: [
    shape((x, y) => Math.max(distance(x, y, 0.48, 0.5) - 0.36, 0.3 - distance(x, y, 0.62, 0.44))),
  ],
  star: [shape(star(0.5, 0.53, 0.42, 0.17))],
  w: [shape(strokes([0.12, 0.2, 0.31, 0.8, 0.5, 0.34, 0.69, 0.8, 0.88, 0.2], 0.055))],
  clouds: [clouds(7)],
  skies: [clouds(2026)],
} satisfies Record<string, Drawing[]>;

export type PictureName = keyof typeof DRAWINGS;

/** Where several drawings lie on each other, their ink adds up. */
export function drawn(name: PictureName): Picture {
  const rgba = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  for (let k = 0; k < SIDE * SIDE; k++) {
    const x = ((k % SIDE) + 0.5) / SIDE;
    const y = (Math.floor(k / SIDE) + 0.5) / SIDE;
    const ink = DRAWINGS[name].reduce((sum, drawing) => sum + drawing(x, y), 0);
    rgba.fill(255 - Math.round(255 * Math.min(ink, 1)), 4 * k, 4 * k + 3);
  }
  return pictureOf(name, SIDE, rgba);
}

/** Full ink inside, where the signed distance to the border is negative; the border is a pixel wide. */
function shape(signedDistance: Drawing): Drawing {
  return (x, y) => Math.min(Math.max(0.5 - SIDE * signedDistance(x, y), 0), 1);
}

/** A soft heap: most in the middle, nothing from the radius on. */
function blob(cx: number, cy: number, radius: number): Drawing {
  return (x, y) => Math.max(1 - (distance(x, y, cx, cy) / radius) ** 2, 0) ** 2;
}

function distance(x: number, y: number, cx: number, cy: number): number {
  return Math.sqrt((x - cx) ** 2 + (y - cy) ** 2);
}

/** A polyline through x₀, y₀, x₁, y₁, …, with round ends. */
function strokes(corners: readonly number[], halfWidth: number): Drawing {
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k + 3 < corners.length; k += 2) {
      nearest = Math.min(nearest, toSegment(x, y, corners, k));
    }
    return nearest - halfWidth;
  };
}

/** To the segment that begins at this entry of x₀, y₀, x₁, y₁, … */
function toSegment(x: number, y: number, corners: readonly number[], k: number): number {
  const x0 = corners[k];
  const y0 = corners[k + 1];
  const dx = corners[k + 2] - x0;
  const dy = corners[k + 3] - y0;
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
  const t = Math.min(Math.max(along, 0), 1);
  return distance(x, y, x0 + t * dx, y0 + t * dy);
}

/** Five points, one of them at the top: in each tenth of the turn, a straight side from a point to a corner. */
function star(cx: number, cy: number, outer: number, inner: number): Drawing {
  const tenth = Math.PI / 5;
  const dx = inner * Math.sin(tenth);
  const dy = inner * Math.cos(tenth) - outer;
  const length = Math.sqrt(dx * dx + dy * dy);
  return (x, y) => {
    const angle = Math.atan2(x - cx, cy - y);
    const folded = Math.abs(angle - 2 * tenth * Math.round(angle / (2 * tenth))); // to the nearest point
    const radius = distance(x, y, cx, cy);
    const across = radius * Math.sin(folded);
    const beyond = radius * Math.cos(folded) - outer;
    return (beyond * dx - across * dy) / length;
  };
}

/** Random heights on lattices, each twice as fine and half as high as the one before, smoothly joined. */
function clouds(seed: number): Drawing {
  const lattices = [4, 8, 16, 32].map((cells, octave) => ({
    cells,
    height: lattice(cells, seed + octave),
  }));
  return (x, y) => {
    let sum = 0;
    for (const [octave, { cells, height }] of lattices.entries()) {
      sum += height(x * cells, y * cells) / 2 ** (octave + 1);
    }
    return Math.min(Math.max(3 * sum - 1.1, 0), 1);
  };
}

/** Random heights 0 … 1 at whole numbers 0 … cells, and what lies between. */
function lattice(cells: number, seed: number): Drawing {
  const [row, heights] = [cells + 1, randoms((cells + 1) ** 2, seed)];
  const smooth = (t: number) => t * t * (3 - 2 * t);
  const between = (a: number, b: number, t: number) => a + (b - a) * t;
  return (x, y) => {
    const column = Math.floor(x);
    const line = Math.floor(y);
    const across = smooth(x - column);
    const down = smooth(y - line);
    const k = line * row + column;
    const above = between(heights[k], heights[k + 1], across);
    const below = between(heights[k + row], heights[k + row + 1], across);
    return between(above, below, down);
  };
}

/** The linear congruential generator of ANSI C, without its low bits. */
function randoms(length: number, seed: number): number[] {
  let state = seed * 7919;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) / 2 ** 23;
  });
}
