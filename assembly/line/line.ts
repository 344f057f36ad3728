/**
 * Optimal transport on the line, where the monotone plan is optimal for every convex cost: sort both
 * sides and match quantile to quantile,
 *
 *     W_p(u, v) = (∫₀¹ |F⁻¹(t) − G⁻¹(t)|^p dt)^(1/p),    W_∞ = the largest distance in that plan
 *
 * (Santambrogio 2015, prop. 2.17). Masses are integers, so the quantiles of both sides meet exactly
 * and rounding leaves no small mass that would change W_∞. For order 1 on common positions the same value
 * is ∫ |F − G| dx, one pass without matching.
 */
import { mark, release } from "../arena";
import { F64Array, f64Array, I32Array } from "../arrays";
import { sortedValues } from "../math/radix";
import { sortedOrder } from "../math/sort";
import { OK } from "../status";
import { integerMasses, Masses, uniformMasses } from "../weights/masses";
import { isOrdinary } from "../weights/range";
import { statusOf, Totals } from "../weights/totals";
import { MonotonePlan } from "./monotone";

/** W_p of two samples, with equal weights on each side; out[0] receives it. */
export function uniformDistance(u: F64Array, v: F64Array, order: f64, out: F64Array): i32 {
  const plan: MonotonePlan = new MonotonePlan(
    sortedValues(u),
    sortedValues(v),
    uniformMasses(u.length, v.length),
  );
  out[0] = plan.distance(order);
  return OK;
}

/** W_p of two weighted samples; out[0] receives it. */
export function sampleDistance(
  u: F64Array,
  uWeights: F64Array,
  v: F64Array,
  vWeights: F64Array,
  order: f64,
  out: F64Array,
): i32 {
  const uTotals: Totals = new Totals(uWeights, 1, uWeights.length);
  const vTotals: Totals = new Totals(vWeights, 1, vWeights.length);
  const status: i32 = statusOf(uTotals, vTotals, true);
  if (status !== OK) return status;
  const uOrder: I32Array = sortedOrder(u);
  const vOrder: I32Array = sortedOrder(v);
  const masses: Masses = integerMasses(uWeights, uTotals, 0, vWeights, vTotals, 0);
  const plan: MonotonePlan = new MonotonePlan(
    permute(u, uOrder, 0),
    permute(v, vOrder, 0),
    new Masses(permute(masses.a, uOrder, 0), permute(masses.b, vOrder, 0), masses.units),
  );
  out[0] = plan.distance(order);
  return OK;
}

/**
 * W_p between rows of histograms over the same positions: `all` compares every row of p with every
 * row of q, else row r with row r or with q's only row.
 */
export function lineRows(
  p: F64Array,
  q: F64Array,
  positions: F64Array,
  order: f64,
  all: boolean,
  out: F64Array,
): i32 {
  const bins: i32 = positions.length;
  const pRows: i32 = (p.length / bins) | 0;
  const qRows: i32 = (q.length / bins) | 0;
  const pTotals: Totals = new Totals(p, pRows, bins);
  const qTotals: Totals = new Totals(q, qRows, bins);
  const status: i32 = statusOf(pTotals, qTotals, true);
  if (status !== OK) return status;
  const run: LineRows = new LineRows(p, q, positions, order, pTotals, qTotals);
  const columns: i32 = all ? qRows : 1;
  for (let r: i32 = 0; r < pRows; r++) {
    for (let c: i32 = 0; c < columns; c++) {
      out[r * columns + c] = run.distance(r, all ? c : qRows === 1 ? 0 : r);
    }
  }
  return OK;
}

class LineRows {
  sequence: I32Array; // of the bins, by position
  sorted: F64Array; // the positions in that order
  a: F64Array; // a row of p in that order
  b: F64Array; // a row of q

  constructor(
    readonly p: F64Array,
    readonly q: F64Array,
    positions: F64Array,
    readonly order: f64,
    readonly pTotals: Totals,
    readonly qTotals: Totals,
  ) {
    const sequence: I32Array = sortedOrder(positions);
    this.sequence = sequence;
    this.sorted = permute(positions, sequence, 0);
    this.a = f64Array(positions.length);
    this.b = f64Array(positions.length);
  }

  distance(r: i32, c: i32): f64 {
    const bins: i32 = this.sorted.length;
    permuteInto(this.a, this.p, this.sequence, r * bins);
    permuteInto(this.b, this.q, this.sequence, c * bins);
    const pTotal: f64 = this.pTotals.total[r];
    const qTotal: f64 = this.qTotals.total[c];
    if (this.order === 1.0 && isOrdinary(pTotal) && isOrdinary(qTotal)) {
      return this.betweenCdfs(pTotal, qTotal);
    }
    const before: i32 = mark();
    const masses: Masses = integerMasses(this.a, this.pTotals, r, this.b, this.qTotals, c);
    const sorted: F64Array = this.sorted;
    const plan: MonotonePlan = new MonotonePlan(sorted, sorted, masses);
    const distance: f64 = plan.distance(this.order);
    release(before);
    return distance;
  }

  /** ∫ |F − G| dx; F − G and the integral are summed with the errors of their additions. */
  betweenCdfs(pTotal: f64, qTotal: f64): f64 {
    const sorted: F64Array = this.sorted;
    const a: F64Array = this.a;
    const b: F64Array = this.b;
    const pScale: f64 = 1.0 / pTotal;
    const qScale: f64 = 1.0 / qTotal;
    const last: i32 = sorted.length - 1;
    let difference: f64 = 0.0;
    let differenceLow: f64 = 0.0;
    let area: f64 = 0.0;
    let areaLow: f64 = 0.0;
    for (let i: i32 = 0; i < last; i++) {
      const x: f64 = a[i] * pScale - b[i] * qScale;
      const next: f64 = difference + x;
      const back: f64 = next - difference;
      differenceLow += difference - (next - back) + (x - back);
      difference = next;
      const piece: f64 = Math.abs(difference + differenceLow) * (sorted[i + 1] - sorted[i]);
      const nextArea: f64 = area + piece;
      const grown: f64 = nextArea - area;
      areaLow += area - (nextArea - grown) + (piece - grown);
      area = nextArea;
    }
    return area + areaLow;
  }
}

function permute(values: F64Array, order: I32Array, from: i32): F64Array {
  const out: F64Array = f64Array(order.length);
  permuteInto(out, values, order, from);
  return out;
}

function permuteInto(out: F64Array, values: F64Array, order: I32Array, from: i32): void {
  for (let i: i32 = 0; i < order.length; i++) out[i] = values[from + order[i]];
}
