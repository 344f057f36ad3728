/** Pairs of a source and a sink, spread evenly over all: the additive sequence R2 of M. Roberts (2018). */
import { I32Array, i32Array } from "../../arrays";
import { toInt } from "../../bits";

const SAMPLES: i32 = 1024;
/** 1 / g and 1 / g² for the plastic number g, the root of g³ = g + 1. */
const STEP: f64 = 0.7548776662466927;
const OTHER_STEP: f64 = 0.5698402909980532;

export class PairSample {
  count: i32 = SAMPLES;
  source: I32Array = i32Array(SAMPLES);
  sink: I32Array = i32Array(SAMPLES);

  constructor(n: i32, m: i32) {
    for (let k: i32 = 0; k < SAMPLES; k++) {
      const x: f64 = <f64>k * STEP;
      const y: f64 = <f64>k * OTHER_STEP;
      this.source[k] = toInt((x - Math.floor(x)) * <f64>n);
      this.sink[k] = toInt((y - Math.floor(y)) * <f64>m);
    }
  }
}
