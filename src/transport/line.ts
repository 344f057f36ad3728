/**
 * Wasserstein distances on the line and on the circle, where the optimal plan is known: exact, in
 * n log n. Algorithms and sources are in assembly/line/line.ts and circle.ts.
 */
import {
  asNumbers,
  requireFinite,
  requireLength,
  requireNumbers,
  requireOrder,
  requirePositive,
  type Weights,
} from "../check";
import { requireOptions } from "../check-options";
import { ALIKE_BYTES, SAMPLE_BYTES, SMALL_BYTES } from "../engine/limits";
import { oneValue } from "../one-value";

export interface SamplesOptions {
  /** 1 (default) … Infinity */
  order?: number;
  /** weight of each sample of u; equal by default */
  uWeights?: Weights;
  /** weight of each sample of v; equal by default */
  vWeights?: Weights;
}

/** Above this the common multiple of two sample sizes may be no exact integer. */
const MOST_PAIRS = 2 ** 52;

/**
 * W_p between two weighted samples on the line, rooted: a distance in the samples' unit. Order 1 by
 * default, up to Infinity.
 *
 * @param u n samples, in any order
 * @param v m samples
 * @throws RangeError for a sample that is not finite, weights that do not fit, an order below 1
 *
 * @example
 * wasserstein1d([0, 1, 3], [5, 6, 8]); // 5
 * wasserstein1d([0, 1, 3], [5, 6, 9], { order: Infinity }); // 6
 */
export function wasserstein1d(
  u: ArrayLike<number>,
  v: ArrayLike<number>,
  options?: SamplesOptions,
): number {
  const fn = "wasserstein1d";
  requireNumbers(fn, "u", u);
  requireNumbers(fn, "v", v);
  requireFinite(fn, "u", u);
  requireFinite(fn, "v", v);
  requireOptions(fn, options, ["order", "uWeights", "vWeights"]);
  const order = requireOrder(fn, options?.order);
  const alike = options?.uWeights === undefined && options?.vWeights === undefined;
  if (alike && u.length * v.length <= MOST_PAIRS) {
    const bytes = ALIKE_BYTES * (u.length + v.length) + SMALL_BYTES;
    return oneValue(fn, bytes, ["u", u], ["v", v], (kernels, x, y, out) =>
      kernels.uniformDistance(x, y, order, out),
    );
  }
  const uWeights = weightsFor(fn, "u", u, options?.uWeights);
  const vWeights = weightsFor(fn, "v", v, options?.vWeights);

  const bytes = SAMPLE_BYTES * (u.length + v.length) + SMALL_BYTES;
  const masses = [
    ["uWeights", uWeights],
    ["vWeights", vWeights],
  ] as const;
  return oneValue(fn, bytes, ...masses, (kernels, a, b, out, memory) => {
    const x = memory.floats(asNumbers(fn, "u", u));
    const y = memory.floats(asNumbers(fn, "v", v));
    return kernels.sampleDistance(x, a, y, b, order, out);
  });
}

export interface HistogramOptions {
  /** 1 (default) … Infinity */
  order?: number;
  /** one of: bin positions, in any order */
  positions?: ArrayLike<number>;
  /** or bin edges, one more than bins, rising; their centres are used */
  edges?: ArrayLike<number>;
  /** or the constant bin width, 1 by default */
  width?: number;
}

/**
 * W_p between two histograms over the same bins, both scaled to mass 1.
 *
 * @param p n weights
 * @param q n weights
 * @returns a distance in the unit of the positions
 * @throws RangeError for different lengths, a bad weight, no mass, edges that do not rise
 *
 * @example
 * wassersteinHistogram([1, 0, 0], [0, 0, 1]); // 2
 * wassersteinHistogram([1, 0, 0], [0, 0, 1], { edges: [0, 10, 20, 40] }); // 25
 */
export function wassersteinHistogram(p: Weights, q: Weights, options?: HistogramOptions): number {
  const fn = "wassersteinHistogram";
  requireNumbers(fn, "p", p);
  requireNumbers(fn, "q", q);
  requireLength(fn, "q", q, p.length, "p.length");
  requireOptions(fn, options, ["order", "positions", "edges", "width"]);
  const order = requireOrder(fn, options?.order);
  const positions = binPositions(fn, p.length, options ?? {});

  const bytes = 2 * SAMPLE_BYTES * p.length + SMALL_BYTES;
  return oneValue(fn, bytes, ["p", p], ["q", q], (kernels, a, b, out, memory) => {
    const at = memory.floats(asNumbers(fn, "positions", positions));
    return kernels.lineRows(a, b, at, order, false, out);
  });
}

/**
 * W_p between two histograms over equally spaced bins of a circle, both scaled to mass 1.
 *
 * @param p n weights
 * @param q n weights
 * @param options.circumference length of the circle; the number of bins by default
 * @throws RangeError for different lengths, a bad weight, no mass
 *
 * @example
 * wassersteinCircle([1, 0, 0, 0], [0, 0, 0, 1]); // 1
 */
export function wassersteinCircle(
  p: Weights,
  q: Weights,
  options?: { order?: number; circumference?: number },
): number {
  const fn = "wassersteinCircle";
  requireNumbers(fn, "p", p);
  requireNumbers(fn, "q", q);
  requireLength(fn, "q", q, p.length, "p.length");
  requireOptions(fn, options, ["order", "circumference"]);
  const order = requireOrder(fn, options?.order);
  const circumference = options?.circumference === undefined ? p.length : options.circumference;
  requirePositive(fn, "circumference", circumference);

  const bytes = 2 * SAMPLE_BYTES * p.length + SMALL_BYTES;
  const distance = oneValue(fn, bytes, ["p", p], ["q", q], (kernels, a, b, out) =>
    kernels.circleDistance(a, b, order, out),
  );
  return distance * (circumference / p.length);
}

function weightsFor(
  fn: string,
  name: string,
  samples: ArrayLike<number>,
  weights?: Weights,
): Weights {
  if (weights === undefined) return new Float64Array(samples.length).fill(1);
  requireNumbers(fn, `${name}Weights`, weights);
  requireLength(fn, `${name}Weights`, weights, samples.length, `${name}.length`);
  return weights;
}

function binPositions(fn: string, bins: number, options: HistogramOptions): ArrayLike<number> {
  const { positions, edges, width = 1 } = options;
  const given = [positions, edges, options.width].filter((value) => value !== undefined);
  if (given.length > 1) {
    throw new TypeError(`${fn}: positions, edges and width exclude each other, expected only one`);
  }
  if (positions !== undefined) {
    requireNumbers(fn, "positions", positions);
    requireLength(fn, "positions", positions, bins, "p.length");
    requireFinite(fn, "positions", positions);
    return positions;
  }
  if (edges !== undefined) {
    requireNumbers(fn, "edges", edges);
    requireLength(fn, "edges", edges, bins + 1, "p.length + 1");
    requireFinite(fn, "edges", edges);
    return Float64Array.from({ length: bins }, (_, i) => centre(fn, edges, i));
  }
  requirePositive(fn, "width", width);
  const centres = Float64Array.from({ length: bins }, (_, i) => i * width);
  requireFinite(fn, "width × bin", centres);
  return centres;
}

function centre(fn: string, edges: ArrayLike<number>, i: number): number {
  const low = edges[i];
  const high = edges[i + 1];
  if (low < high) return low / 2 + high / 2;
  throw new RangeError(`${fn}: edges[${i + 1}] is ${high}, expected above edges[${i}] = ${low}`);
}
