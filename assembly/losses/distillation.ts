/**
 * Knowledge distillation (Hinton, Vinyals & Dean 2015): τ²·KL(p‖q) for p = softmax(teacher / τ) and
 * q = softmax(student / τ); its gradient with respect to the student is τ·(q − p).
 *
 * With d = log(p/q), from the logits, KL = Σ p·(e^−d − 1 + d), every term ≥ 0: no rounding makes it
 * negative, and no e^x underflows where the difference of logits still matters. A class that the
 * teacher masks adds q; one that only the student masks makes it infinite.
 */
import { F64Array, f64Array } from "../arrays";
import { BAD_FIRST, BAD_SECOND, OK } from "../status";
import { Softmax } from "./softmax";

export function distillationLoss(
  student: F64Array,
  teacher: F64Array,
  rows: i32,
  classes: i32,
  temperature: f64,
  scale: f64,
  losses: F64Array,
  gradient: F64Array,
): i32 {
  const p: F64Array = f64Array(classes);
  const ofStudent: Softmax = new Softmax();
  const ofTeacher: Softmax = new Softmax();
  for (let r: i32 = 0; r < rows; r++) {
    const from: i32 = r * classes;
    if (!ofStudent.read(student, from, classes, temperature, gradient, from)) return BAD_FIRST;
    if (!ofTeacher.read(teacher, from, classes, temperature, p, 0)) return BAD_SECOND;
    const shift: f64 = ofStudent.logTotal - ofTeacher.logTotal;
    let sum: f64 = 0.0;
    for (let c: i32 = 0; c < classes; c++) {
      const pc: f64 = p[c] / (1.0 + ofTeacher.rest);
      const qc: f64 = gradient[from + c] / (1.0 + ofStudent.rest);
      const above: f64 = teacher[from + c] - ofTeacher.largest;
      const below: f64 = student[from + c] - ofStudent.largest;
      sum += pc === 0.0 ? qc : term(pc, qc, (above - below) / temperature + shift);
      gradient[from + c] = scale * temperature * (qc - pc);
    }
    losses[r] = temperature * (temperature * sum); // τ² alone may overflow
  }
  return OK;
}

/** p·(e^−d − 1 + d), of which p·e^−d is q. */
function term(p: f64, q: f64, d: f64): f64 {
  return Math.abs(d) < 0.25 ? p * excess(-d) : p * d + (q - p);
}

/** e^x − 1 − x for |x| < 1/4: its Taylor series, to 2^−60. */
function excess(x: f64): f64 {
  let sum: f64 = 0.0;
  for (let k: i32 = 15; k >= 2; k--) sum = (1.0 + sum) * (x / <f64>k);
  return sum * x;
}
