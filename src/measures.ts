/** Names to the numbers that the kernels know; see assembly/information/measure.ts and geometry/metric.ts. */
export const INFORMATION_MEASURES = {
  "cross-entropy": 0,
  kl: 1,
  js: 2,
  "js-distance": 3,
  "total-variation": 4,
  hellinger: 5,
  psi: 6,
} as const;
export type InformationMeasure = keyof typeof INFORMATION_MEASURES;

export type Metric = "sqeuclidean" | "euclidean" | "cityblock" | "chebyshev";
export const METRICS: readonly Metric[] = ["sqeuclidean", "euclidean", "cityblock", "chebyshev"];
