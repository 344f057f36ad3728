/** The names of measures and ground metrics, with the numbers that the kernels know them by. */
import { CHEBYSHEV, CITYBLOCK, EUCLIDEAN, SQEUCLIDEAN } from "../assembly/geometry/metric";
import {
  CROSS_ENTROPY,
  HELLINGER,
  JS,
  JS_DISTANCE,
  KL,
  PSI,
  TOTAL_VARIATION,
} from "../assembly/information/measure";

export const INFORMATION_MEASURES = {
  "cross-entropy": CROSS_ENTROPY,
  kl: KL,
  js: JS,
  "js-distance": JS_DISTANCE,
  "total-variation": TOTAL_VARIATION,
  hellinger: HELLINGER,
  psi: PSI,
} as const;
export type InformationMeasure = keyof typeof INFORMATION_MEASURES;

export type Metric = "sqeuclidean" | "euclidean" | "cityblock" | "chebyshev";
export const METRIC_CODES: Readonly<Record<Metric, number>> = {
  sqeuclidean: SQEUCLIDEAN,
  euclidean: EUCLIDEAN,
  cityblock: CITYBLOCK,
  chebyshev: CHEBYSHEV,
};
/** The ground metrics, by scipy's names. */
export const METRICS: readonly Metric[] = Object.keys(METRIC_CODES) as Metric[];
