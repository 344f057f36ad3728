/**
 * What the theory of generative adversarial networks needs beside the losses (Goodfellow et al. 2014;
 * Arjovsky, Chintala & Bottou 2017).
 */
import { F64Array } from "../arrays";
import { axisPart, combine, finish } from "../geometry/metric";
import { log, log1p } from "../math/log";
import { Sum } from "../math/sum";
import { BAD_THIRD, OK } from "../status";
import { statusOf, Totals } from "../weights/totals";

/** 2^−64: weights scaled by it have a finite total, whatever number of them fits in memory. */
const DOWN: f64 = 5.421010862427522e-20;

/** Weights divided by their total, which may be too large for a double. */
class Shares {
  unit: f64 = 1.0;
  total: f64 = 0.0;

  constructor(
    readonly weights: F64Array,
    totals: Totals,
  ) {
    this.total = totals.total[0];
    if (this.total === Infinity) {
      const sum: Sum = new Sum();
      for (let i: i32 = 0; i < weights.length; i++) sum.add(weights[i] * DOWN);
      this.unit = DOWN;
      this.total = sum.value();
    }
  }

  at(i: i32): f64 {
    return (this.weights[i] * this.unit) / this.total;
  }
}

/** D = p / (p + g), of shares or of the weights as they are; NaN where both are 0. */
export function discriminator(p: F64Array, g: F64Array, normalize: boolean, out: F64Array): i32 {
  const ofP: Totals = new Totals(p, 1, p.length);
  const ofG: Totals = new Totals(g, 1, g.length);
  const status: i32 = statusOf(ofP, ofG, normalize);
  if (status !== OK) return status;
  const shareOfP: Shares = new Shares(p, ofP);
  const shareOfG: Shares = new Shares(g, ofG);
  for (let i: i32 = 0; i < p.length; i++) {
    const a: f64 = normalize ? shareOfP.at(i) : p[i];
    const b: f64 = normalize ? shareOfG.at(i) : g[i];
    out[i] = a >= b ? 1.0 / (1.0 + b / a) : a / b / (1.0 + a / b); // 0/0 is NaN
  }
  return OK;
}

/** E_p[log D] + E_g[log(1 − D)] over shares of p and g; out[0] receives it. D is not read where both are 0. */
export function ganValue(p: F64Array, g: F64Array, d: F64Array, out: F64Array): i32 {
  const ofP: Totals = new Totals(p, 1, p.length);
  const ofG: Totals = new Totals(g, 1, g.length);
  const status: i32 = statusOf(ofP, ofG, true);
  if (status !== OK) return status;
  const shareOfP: Shares = new Shares(p, ofP);
  const shareOfG: Shares = new Shares(g, ofG);
  const sum: Sum = new Sum();
  for (let i: i32 = 0; i < p.length; i++) {
    if (p[i] === 0.0 && g[i] === 0.0) continue;
    if (!(d[i] >= 0.0 && d[i] <= 1.0)) return BAD_THIRD;
    if (p[i] > 0.0) sum.add(shareOfP.at(i) * log(d[i]));
    if (g[i] > 0.0) sum.add(shareOfG.at(i) * log1p(-d[i]));
  }
  out[0] = sum.value();
  return OK;
}

/** max |f(x_i) − f(x_j)| / d(x_i, x_j) over all pairs; equal points with equal values do not count. */
export function lipschitz(values: F64Array, points: F64Array, dim: i32, metric: i32): f64 {
  let steepest: f64 = 0.0;
  for (let i: i32 = 0; i < values.length; i++) {
    for (let j: i32 = 0; j < i; j++) {
      let parts: f64 = 0.0;
      for (let axis: i32 = 0; axis < dim; axis++) {
        const part: f64 = axisPart(metric, points[i * dim + axis] - points[j * dim + axis]);
        parts = combine(metric, parts, part);
      }
      const rise: f64 = Math.abs(values[i] - values[j]);
      if (rise === 0.0) continue;
      const slope: f64 = rise / finish(metric, parts);
      if (slope > steepest) steepest = slope;
    }
  }
  return steepest;
}
