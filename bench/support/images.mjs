// Seeded images in the classes of the DOTmark benchmark (Schrieber, Schuhmacher & Gottschlich 2017):
// white noise, Gaussian random fields from rough to smooth, blobs, and shapes on an empty background.
import { random } from "../../test/support/random.mjs";

/** Box and Muller's normal numbers. */
const normals = (next) => () =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Grey values 0 … 255 in whole numbers. */
function grey(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const x of values) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return values.map((x) => Math.floor((255 * (x - low)) / (high - low)));
}

/** White noise smoothed by a kernel along either axis: K·Z·Kᵀ. `kernel` is of the distance in its lengths. */
function field(seed, side, kernel, length) {
  const next = normals(random(seed));
  const noise = Float64Array.from({ length: side * side }, next);
  const weights = Float64Array.from({ length: side * side }, (_, k) =>
    kernel(Math.abs(Math.floor(k / side) - (k % side)) / length),
  );
  const smooth = (from) => {
    const to = new Float64Array(side * side); // transposed: the second call smooths the other axis
    for (let i = 0; i < side; i++) {
      for (let k = 0; k < side; k++) {
        const weight = weights[i * side + k];
        for (let j = 0; j < side; j++) to[j * side + i] += weight * from[k * side + j];
      }
    }
    return to;
  };
  return grey(smooth(smooth(noise)));
}

function blobs(seed, side) {
  const next = random(seed);
  const centres = Array.from({ length: 5 }, () => [
    next() * side,
    next() * side,
    (0.06 + 0.1 * next()) * side,
  ]);
  return Float64Array.from({ length: side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / side), k % side];
    return centres.reduce((sum, [r, c, width]) => {
      const d2 = ((row - r) ** 2 + (column - c) ** 2) / width ** 2;
      return d2 < 9 ? sum + Math.exp(-d2) : sum;
    }, 0);
  });
}

/** Three discs and three boxes, each of one grey. */
function shapes(seed, side) {
  const next = random(seed);
  const parts = Array.from({ length: 6 }, (_, k) => ({
    r: next() * side,
    c: next() * side,
    size: (0.1 + 0.15 * next()) * side,
    grey: 1 + Math.floor(255 * next()),
    disc: k % 2 === 0,
  }));
  return Float64Array.from({ length: side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / side), k % side];
    const inside = ({ r, c, size, disc }) =>
      disc
        ? (row - r) ** 2 + (column - c) ** 2 < size ** 2
        : Math.abs(row - r) < size && Math.abs(column - c) < size / 2;
    return parts.reduce((value, part) => (inside(part) ? part.grey : value), 0);
  });
}

/** @type {Record<string, (seed: number, side: number) => Float64Array>} */
export const IMAGES = {
  "white noise": (seed, side) => {
    const next = random(seed);
    return Float64Array.from({ length: side * side }, () => Math.floor(256 * next()));
  },
  "rough field": (seed, side) => field(seed, side, (r) => Math.exp(-r), side / 32),
  "moderate field": (seed, side) => field(seed, side, (r) => (1 + r) * Math.exp(-r), side / 32),
  "smooth field": (seed, side) => field(seed, side, (r) => Math.exp(-r * r), side / 8),
  blobs,
  shapes,
};
