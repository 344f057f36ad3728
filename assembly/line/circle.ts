/**
 * Optimal transport on a circle of N equally spaced bins. Cut the circle anywhere and unroll it: the
 * best plan is a monotone one between the quantiles of p and those of q turned by some mass α,
 *
 *     W_p = min over α of (∫₀¹ |F⁻¹(t) − G⁻¹(t + α)|^p dt)^(1/p),    G⁻¹(t + 1) = G⁻¹(t) + N.
 *
 * - Order 1: the minimum is Σ |D_i − median D| with D = F − G (Rabin, Delon & Gousseau 2011).
 * - Finite orders: the integral is convex and piecewise linear in α (Delon, Salomon & Sobolevski
 *   2010); with integer masses its kinks are integers, and bisecting on its slope finds the minimum
 *   exactly, in at most 54 passes.
 * - Order ∞: within distance k all mass can move iff an α lies between two bounds that one pass gives;
 *   bisect on k.
 *
 * Distances here are in bins.
 */
import { F64Array, f64Array } from "../arrays";
import { toInt } from "../bits";
import { power, root } from "../math/power";
import { sortedOrder } from "../math/sort";
import { Sum } from "../math/sum";
import { OK } from "../status";
import { integerMasses, Masses } from "../weights/masses";
import { isOrdinary } from "../weights/range";
import { statusOf, Totals } from "../weights/totals";

/** W_p between two histograms over the circle's bins; out[0] receives it. */
export function circleDistance(p: F64Array, q: F64Array, order: f64, out: F64Array): i32 {
  const pTotals: Totals = new Totals(p, 1, p.length);
  const qTotals: Totals = new Totals(q, 1, q.length);
  const status: i32 = statusOf(pTotals, qTotals, true);
  if (status !== OK) return status;
  const pTotal: f64 = pTotals.total[0];
  const qTotal: f64 = qTotals.total[0];
  if (order === 1.0 && isOrdinary(pTotal) && isOrdinary(qTotal)) {
    out[0] = aroundMedian(p, pTotal, q, qTotal);
    return OK;
  }
  const circle: Circle = new Circle(integerMasses(p, pTotals, 0, q, qTotals, 0));
  const reach: i32 = circle.leastReach();
  if (order < Infinity && reach > 0) {
    circle.setOrder(order, reach);
    out[0] = circle.distanceAt(circle.bestTurn());
  } else out[0] = <f64>reach;
  return OK;
}

/** Σ |D_i − median D|. */
function aroundMedian(p: F64Array, pTotal: f64, q: F64Array, qTotal: f64): f64 {
  const n: i32 = p.length;
  const difference: F64Array = f64Array(n);
  const sum: Sum = new Sum();
  for (let i: i32 = 0; i < n; i++) {
    sum.add(p[i] / pTotal);
    sum.add(-(q[i] / qTotal));
    difference[i] = sum.value();
  }
  const median: f64 = difference[sortedOrder(difference)[n >> 1]];
  sum.clear();
  for (let i: i32 = 0; i < n; i++) sum.add(Math.abs(difference[i] - median));
  return sum.value();
}

/**
 * Powers of distances above this go on as a parabola, convex and finite. W_p is at most W_∞, so in the
 * best plan a distance d that moves a mass of at least 2^-52 has (d / W_∞)^p ≤ 2^52, far below this.
 */
const CONVEX_UP_TO: f64 = 1.2676506002282294e30; // 2^100

class Circle {
  n: i32; // bins
  units: f64; // total mass
  f: F64Array; // cumulative masses of p
  g: F64Array; // and of q
  order: f64 = 1.0;
  scale: f64 = 1.0; // of distances, before they are raised to the order
  parts: F64Array; // (d / scale)^order by d; a lifted distance is below 3N

  constructor(readonly masses: Masses) {
    const n: i32 = masses.a.length;
    this.n = n;
    this.units = masses.units;
    this.f = cumulated(masses.a);
    this.g = cumulated(masses.b);
    this.parts = f64Array(3 * n);
  }

  /** Distances are taken relative to W_∞, the reach, so that no order makes them vanish or overflow. */
  setOrder(order: f64, reach: i32): void {
    const parts: F64Array = this.parts;
    this.order = order;
    this.scale = order === 2.0 ? 1.0 : <f64>reach;
    for (let d: i32 = 0; d < parts.length; d++) {
      const part: f64 = power(<f64>d / this.scale, order);
      parts[d] = part < CONVEX_UP_TO ? part : 2.0 * parts[d - 1] - parts[d - 2] + CONVEX_UP_TO;
    }
  }

  /** Mass of q in the unrolled bins up to and with `position`. */
  massUpTo(position: i32): f64 {
    let turn: i32 = (position / this.n) | 0;
    if (turn * this.n > position) turn--;
    return this.g[position - turn * this.n] + <f64>turn * this.units;
  }

  part(x: i32, y: i32): f64 {
    return this.parts[x < y ? y - x : x - y];
  }

  /** The integer α at which the integral is least. */
  bestTurn(): f64 {
    let low: f64 = -this.units;
    let high: f64 = this.units;
    while (low < high) {
      const middle: f64 = Math.floor((low + high) / 2.0);
      if (this.slope(middle) >= 0.0) high = middle;
      else low = middle + 1.0;
    }
    return low;
  }

  /**
   * Right-hand slope of the integral at α. Raising α by ε moves every jump of G⁻¹ ε to the left; at
   * the jump from bin y to the next, ε mass of the bin x of p that ends there changes over.
   */
  slope(alpha: f64): f64 {
    const n: i32 = this.n;
    const b: F64Array = this.masses.b;
    let first: i32 = 0; // the first bin of q with mass, where the last jumps to
    while (b[first] === 0.0) first++;
    let y: i32 = first;
    // The jump at the end of y, as a quantile of p in turn · units + (0, units]
    let turn: i32 = toInt(Math.ceil((this.g[y] - alpha) / this.units)) - 1;
    let x: i32 = 0;
    let sum: f64 = 0.0;
    while (y < n) {
      let next: i32 = y + 1;
      while (next < n && b[next] === 0.0) next++;
      let quantile: f64 = this.g[y] - alpha - <f64>turn * this.units;
      if (quantile > this.units) {
        turn++;
        quantile -= this.units;
        x = 0;
      }
      while (this.f[x] < quantile) x++;
      const lifted: i32 = x + turn * n;
      sum += this.part(lifted, next < n ? next : first + n) - this.part(lifted, y);
      y = next;
    }
    return sum;
  }

  /** The distance for this α, in bins. */
  distanceAt(alpha: f64): f64 {
    const n: i32 = this.n;
    let turn: i32 = toInt(Math.floor(alpha / this.units));
    let y: i32 = 0;
    while (this.g[y] <= alpha - <f64>turn * this.units) y++;
    let end: f64 = this.g[y] + <f64>turn * this.units - alpha; // of y, as a quantile of p
    const sum: Sum = new Sum();
    let x: i32 = 0;
    for (let t: f64 = 0.0; t < this.units; ) {
      while (this.f[x] <= t) x++;
      while (end <= t) {
        y++;
        if (y === n) {
          y = 0;
          turn++;
        }
        end = this.g[y] + <f64>turn * this.units - alpha;
      }
      const until: f64 = Math.min(this.f[x], end);
      sum.addProduct((until - t) * this.masses.scale, this.part(x, y + turn * n));
      t = until;
    }
    return this.scale * root(sum.value() / (this.units * this.masses.scale), this.order);
  }

  /** The smallest k such that all mass can move by at most k bins. */
  leastReach(): i32 {
    let low: i32 = 0;
    let high: i32 = this.n >> 1;
    while (low < high) {
      const middle: i32 = (low + high) >> 1;
      if (this.reaches(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  reaches(k: i32): boolean {
    let least: f64 = -Infinity;
    let most: f64 = Infinity;
    for (let x: i32 = 0; x < this.n; x++) {
      const mass: f64 = this.masses.a[x];
      if (mass === 0.0) continue;
      least = Math.max(least, this.massUpTo(x - k - 1) - (this.f[x] - mass));
      most = Math.min(most, this.massUpTo(x + k) - this.f[x]);
    }
    return least <= most;
  }
}

function cumulated(masses: F64Array): F64Array {
  const out: F64Array = f64Array(masses.length);
  let sum: f64 = 0.0;
  for (let i: i32 = 0; i < masses.length; i++) {
    sum += masses[i];
    out[i] = sum;
  }
  return out;
}
