/** The names of information measures, with the numbers that the kernels know them by. */
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
