/**
 * Cross-entropy of target distributions t and the softmax of logits x, row by row:
 *
 *     loss = Σ_c a_c (log Σ exp x − x_c),    ∂loss/∂x_c = A softmax_c − a_c,
 *
 * with a_c = w_c t_c for class weights w and A = Σ a_c. Where the target is a class y, t is one there and
 * zero elsewhere. Label smoothing ε takes t to (1 − ε) t + ε / classes (Szegedy et al. 2016). A term of
 * weight 0 is 0, even if the class is masked.
 */
import { F64Array } from "../arrays";
import { toInt } from "../bits";
import { load2, store2 } from "../lanes";
import { BAD_FIRST, BAD_SECOND, OK } from "../status";
import { Softmax } from "./softmax";

/**
 * Computes the first `rows` rows; arrays may be longer. `labels` has one class number per row, or with
 * `dense` one distribution per row. `weights` has one weight per class, or is empty. A row whose class is
 * `ignored` has no loss and no gradient. Gradients are multiplied by `scale`. `gradient` is always needed:
 * it is also used as work memory.
 */
export function softmaxCrossEntropy(
  logits: F64Array,
  rows: i32,
  classes: i32,
  labels: F64Array,
  dense: boolean,
  weights: F64Array,
  smoothing: f64,
  ignored: f64,
  scale: f64,
  losses: F64Array,
  gradient: F64Array,
): i32 {
  const loss: CrossEntropy = new CrossEntropy(classes, labels, dense, weights, smoothing, scale);
  for (let r: i32 = 0; r < rows; r++) {
    if (!dense && labels[r] === ignored) {
      losses[r] = 0.0;
      for (let c: i32 = 0; c < classes; c++) gradient[r * classes + c] = 0.0;
      continue;
    }
    const status: i32 = loss.row(logits, r, losses, gradient);
    if (status !== OK) return status;
  }
  return OK;
}

class CrossEntropy {
  softmax: Softmax = new Softmax();

  constructor(
    readonly classes: i32,
    readonly labels: F64Array,
    readonly dense: boolean,
    readonly weights: F64Array,
    readonly smoothing: f64,
    readonly scale: f64,
  ) {}

  row(logits: F64Array, r: i32, losses: F64Array, gradient: F64Array): i32 {
    const classes: i32 = this.classes;
    const from: i32 = r * classes;
    const softmax: Softmax = this.softmax;
    if (!softmax.read(logits, from, classes, 1.0, gradient, from)) return BAD_FIRST;
    if (this.dense || this.smoothing > 0.0) return this.general(logits, r, losses, gradient);
    if (!this.isClass(this.labels[r])) return BAD_SECOND;
    const y: i32 = toInt(this.labels[r]);
    const w: f64 = this.weights.length > 0 ? this.weights[y] : 1.0;
    losses[r] = w === 0.0 ? 0.0 : w * (softmax.largest - logits[from + y] + softmax.logTotal);
    this.scaleRow(gradient, from, w);
    this.subtract(gradient, from, y, w, w);
    return OK;
  }

  general(logits: F64Array, r: i32, losses: F64Array, gradient: F64Array): i32 {
    const classes: i32 = this.classes;
    const from: i32 = r * classes;
    const softmax: Softmax = this.softmax;
    let total: f64 = 0.0; // A
    let distance: f64 = 0.0; // Σ a_c (m − x_c)
    for (let c: i32 = 0; c < classes; c++) {
      const a: f64 = this.coefficient(r, c);
      if (!(a >= 0.0 && a < Infinity)) return BAD_SECOND;
      total += a;
      if (a > 0.0) distance += a * (softmax.largest - logits[from + c]);
    }
    losses[r] = distance + total * softmax.logTotal;
    this.scaleRow(gradient, from, total);
    for (let c: i32 = 0; c < classes; c++) {
      const a: f64 = this.coefficient(r, c);
      if (a > 0.0) this.subtract(gradient, from, c, a, total);
    }
    return OK;
  }

  isClass(label: f64): boolean {
    return label >= 0.0 && label < <f64>this.classes && Math.floor(label) === label;
  }

  /** a_c; NaN if the label is no class. */
  coefficient(r: i32, c: i32): f64 {
    const w: f64 = this.weights.length > 0 ? this.weights[c] : 1.0;
    let t: f64 = 0.0;
    if (this.dense) {
      t = this.labels[r * this.classes + c];
    } else {
      const y: f64 = this.labels[r];
      if (!this.isClass(y)) return NaN;
      t = y === <f64>c ? 1.0 : 0.0;
    }
    if (this.smoothing > 0.0) {
      t = (1.0 - this.smoothing) * t + this.smoothing / <f64>this.classes;
    }
    return w * t;
  }

  /** From e_c to scale · total · softmax_c. */
  scaleRow(gradient: F64Array, from: i32, total: f64): void {
    const factor: f64 = (this.scale * total) / (1.0 + this.softmax.rest);
    const end: i32 = from + this.classes;
    let i: i32 = from;
    if (ASC_FEATURE_SIMD) {
      const factors: v128 = f64x2.splat(factor);
      for (; i + 2 <= end; i += 2) store2(gradient, i, f64x2.mul(load2(gradient, i), factors));
    }
    for (; i < end; i++) gradient[i] *= factor;
  }

  /** Subtracts scale · a from class c; at the largest logit by way of 1 − softmax, which loses fewer digits. */
  subtract(gradient: F64Array, from: i32, c: i32, a: f64, total: f64): void {
    const softmax: Softmax = this.softmax;
    if (c === softmax.at) {
      const against: f64 = (total * softmax.rest) / (1.0 + softmax.rest); // total (1 − softmax_c)
      gradient[from + c] = this.scale * (total - a - against);
    } else {
      gradient[from + c] -= this.scale * a;
    }
  }
}
