/**
 * What the solver knows of a cost: single entries, and two minima over everything,
 *
 *     min over t of cost(s, t) + price(t)   for sources,   min over s of cost(s, t) + value(s)   for sinks.
 *
 * These c-transforms make potentials feasible, find arcs that improve, and prove that none is left.
 * Each kind of cost has its own way to compute them.
 *
 * Potentials have five names and two signs:
 *
 *     f(s)        of a source, as the user reads it: f(s) + g(t) ≤ cost(s, t)
 *     g(t)        of a sink, as the user reads it
 *     pi          of a node of the simplex: pi(s) = f(s) for a source, pi(t) = −g(t) for a sink
 *     price(t)    = −g(t) = pi(t), or ∞ for a sink that does not take part
 *     value(s)    = −f(s) = −pi(s), or ∞ for a source that does not take part
 */
import { F64Array, f64Array } from "../../arrays";
import { ArcSource } from "../simplex/arc-source";
import { Arcs } from "../simplex/arcs";

export abstract class Oracle extends ArcSource {
  /** |cost| is at most this, for every pair */
  largest: f64 = 0.0;
  /** are all costs integers, so small that potentials stay exact? */
  integral: boolean = false;
  least: F64Array; // the last transform's minima, by source or by sink
  price: F64Array; // sweep's own
  value: F64Array;

  constructor(
    readonly n: i32,
    readonly m: i32,
  ) {
    super();
    this.least = f64Array(n > m ? n : m);
    this.price = f64Array(m);
    this.value = f64Array(n);
  }

  abstract cost(s: i32, t: i32): f64;

  /**
   * Notes the largest cost and whether all are whole. A potential is an alternating sum of at most
   * n + m costs and one artificial cost of a few times the largest.
   */
  setScale(largest: f64, whole: boolean): void {
    this.largest = largest;
    this.integral = whole && largest * (<f64>(this.n + this.m) + 8.0) < 4503599627370496.0;
  }

  /**
   * least[s] = min over t of cost(s, t) + price[t] for the sources with ask[s] ≠ 0. Infinite prices
   * are those of sinks that do not take part.
   */
  abstract overSinks(price: F64Array, ask: F64Array): void;

  /** After overSinks(): the sink that attained least[s]. */
  abstract sinkOf(s: i32, price: F64Array): i32;

  /** least[t] = min over s of cost(s, t) + value[s] for the sinks with ask[n + t] ≠ 0. */
  abstract overSources(value: F64Array, ask: F64Array): void;

  /** After overSources(): the source that attained least[t]. */
  abstract sourceOf(t: i32, value: F64Array): i32;

  /** Adds the best arc of each source and of each sink. */
  override sweep(pi: F64Array, tolerance: f64, supply: F64Array, found: Arcs): void {
    const n: i32 = this.n;
    const m: i32 = this.m;
    const price: F64Array = this.price;
    const value: F64Array = this.value;
    for (let t: i32 = 0; t < m; t++) price[t] = supply[n + t] === 0.0 ? Infinity : pi[n + t];
    this.overSinks(price, supply);
    for (let s: i32 = 0; s < n; s++) {
      if (supply[s] === 0.0 || !(this.least[s] - pi[s] < -tolerance)) continue;
      const t: i32 = this.sinkOf(s, price);
      const cost: f64 = this.cost(s, t);
      if (cost - pi[s] + pi[n + t] < -tolerance) found.add(s, n + t, cost);
    }
    if (found.count === 0) return;
    for (let s: i32 = 0; s < n; s++) value[s] = supply[s] === 0.0 ? Infinity : -pi[s];
    this.overSources(value, supply);
    for (let t: i32 = 0; t < m; t++) {
      if (supply[n + t] === 0.0 || !(this.least[t] + pi[n + t] < -tolerance)) continue;
      const s: i32 = this.sourceOf(t, value);
      const cost: f64 = this.cost(s, t);
      if (cost - pi[s] + pi[n + t] < -tolerance) found.add(s, n + t, cost);
    }
  }
}
