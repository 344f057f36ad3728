/** The numbers that every build of the app has to print, to the last bit. */
import * as w from "wasmstein";

const histogram = (k) => Float64Array.from({ length: 64 }, (_, i) => 1 + ((k * i * i) % 11));
const [a, b] = [histogram(3), histogram(7)];

export const grids = [a, b, { shape: [8, 8] }];

export function figures({ name, reason }) {
  const line = [w.klDivergence(a, b), w.jsDivergence(a, b), w.wasserstein1d(a, b)];
  const pairs = [...w.pairwise("js", a, b, { bins: 16 })];
  return { engine: name, reason, line, pairs, solved: w.emdGrid(...grids) };
}
