// Losses as a careful programmer writes them by hand: mean and gradient in one pass over each row, no
// allocation, each exponential taken once and kept in the gradient.

export function softmaxByHand(logits, labels, classes, grad) {
  const rows = labels.length;
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * classes;
    const to = from + classes;
    let max = logits[from];
    for (let k = from + 1; k < to; k++) if (logits[k] > max) max = logits[k];
    let sum = 0;
    for (let k = from; k < to; k++) {
      const e = Math.exp(logits[k] - max);
      grad[k] = e;
      sum += e;
    }
    const at = from + labels[r];
    loss += max + Math.log(sum) - logits[at];
    const factor = 1 / (sum * rows);
    for (let k = from; k < to; k++) grad[k] *= factor;
    grad[at] -= 1 / rows;
  }
  return loss / rows;
}

export function sigmoidByHand(logits, targets, grad) {
  const n = logits.length;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const x = logits[i];
    const e = Math.exp(-Math.abs(x));
    const sigma = x >= 0 ? 1 / (1 + e) : e / (1 + e);
    loss += Math.max(x, 0) - x * targets[i] + Math.log1p(e);
    grad[i] = (sigma - targets[i]) / n;
  }
  return loss / n;
}

export function distillationByHand(student, teacher, classes, temperature, grad) {
  const rows = student.length / classes;
  const shares = new Float64Array(classes);
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * classes;
    let maxStudent = student[from];
    let maxTeacher = teacher[from];
    for (let k = from; k < from + classes; k++) {
      if (student[k] > maxStudent) maxStudent = student[k];
      if (teacher[k] > maxTeacher) maxTeacher = teacher[k];
    }
    let sumStudent = 0;
    let sumTeacher = 0;
    let gap = 0; // Σ e^t·(t − s)
    for (let c = 0; c < classes; c++) {
      const s = (student[from + c] - maxStudent) / temperature;
      const t = (teacher[from + c] - maxTeacher) / temperature;
      const e = Math.exp(t);
      shares[c] = e;
      sumTeacher += e;
      gap += e * (t - s);
      grad[from + c] = Math.exp(s);
      sumStudent += grad[from + c];
    }
    loss += gap / sumTeacher + Math.log(sumStudent) - Math.log(sumTeacher);
    const scale = temperature / rows;
    for (let c = 0; c < classes; c++) {
      grad[from + c] = scale * (grad[from + c] / sumStudent - shares[c] / sumTeacher);
    }
  }
  return (temperature * temperature * loss) / rows;
}
