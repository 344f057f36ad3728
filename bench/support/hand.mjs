// What people write by hand: normalise, then one plain loop with Math.log, row by row.

const sumOf = (row) => {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i];
  return sum;
};

/** Each takes two rows of weights. */
const rowMeasures = {
  entropy(p) {
    const total = sumOf(p);
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const x = p[i] / total;
      if (x > 0) sum -= x * Math.log(x);
    }
    return sum;
  },
  "cross-entropy"(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) if (p[i] > 0) sum -= (p[i] / P) * Math.log(q[i] / Q);
    return sum;
  },
  kl(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const x = p[i] / P;
      if (x > 0) sum += x * Math.log(x / (q[i] / Q));
    }
    return sum;
  },
  js(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const [x, y] = [p[i] / P, q[i] / Q];
      const m = (x + y) / 2;
      if (x > 0) sum += x * Math.log(x / m);
      if (y > 0) sum += y * Math.log(y / m);
    }
    return sum / 2;
  },
  "js-distance": (p, q) => Math.sqrt(rowMeasures.js(p, q)),
  "total-variation"(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += Math.abs(p[i] / P - q[i] / Q);
    return sum / 2;
  },
  hellinger(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const d = Math.sqrt(p[i] / P) - Math.sqrt(q[i] / Q);
      sum += d * d;
    }
    return Math.sqrt(sum / 2);
  },
  psi(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const [x, y] = [p[i] / P, q[i] / Q];
      if (x !== y) sum += (x - y) * Math.log(x / y);
    }
    return sum;
  },
  wasserstein(p, q) {
    const [P, Q] = [sumOf(p), sumOf(q)];
    let sum = 0;
    let difference = 0;
    for (let i = 0; i < p.length - 1; i++) {
      difference += p[i] / P - q[i] / Q;
      sum += Math.abs(difference);
    }
    return sum;
  },
};

/** Row r of P against row r of Q, written to out. */
export function byHand(measure, P, Q, bins, out) {
  const rowMeasure = rowMeasures[measure];
  for (let r = 0; r < out.length; r++) {
    const from = r * bins;
    out[r] = rowMeasure(P.subarray(from, from + bins), Q.subarray(from, from + bins));
  }
  return out;
}
