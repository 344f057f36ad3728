/**
 * Pricing: which arc should enter?
 *
 * One scan serves pricing, the proof of optimality and the dual bound alike: the smallest
 * cost(s, t) + price(t) over a run of sinks. On top of it stands a candidate list (Mulvey 1978; the
 * block search of Kovács 2015 taken by rows): look at the next few rows, keep the best arc of each,
 * and pivot on the best of these, as their reduced costs change, before any further row is read.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../arrays";
import { toInt } from "../bits";
import { load2 } from "../lanes";
import { Costs, RUN } from "./costs/costs";

/** Rows looked at to fill the list, and pivots made from one list: best of 8 … 64 by measurement. */
const LIST: i32 = 32;
const PIVOTS_PER_LIST: i32 = 16;

export class RowScan {
  least: f64 = 0.0; // min of cost(s, t) + prices[t]
  sink: i32 = 0; // the first t that attains it
  cost: f64 = 0.0; // its cost(s, t)

  constructor(
    readonly costs: Costs,
    readonly prices: F64Array, // sink t has prices[offset + t]
    readonly offset: i32,
  ) {}

  /** Sinks from … to − 1 of row s. */
  scan(s: i32, from: i32, to: i32): void {
    const costs: Costs = this.costs;
    let least: f64 = Infinity;
    let leastRun: i32 = from;
    for (let t: i32 = from; t < to; t += RUN) {
      const count: i32 = to - t < RUN ? to - t : RUN;
      const at: i32 = costs.row(s, t, count);
      const value: f64 = leastSum(costs.buffer, at, this.prices, this.offset + t, count);
      if (value < least) {
        least = value;
        leastRun = t;
      }
    }
    // Which one it was is asked only now, in one run.
    const last: i32 = to - leastRun < RUN ? to - leastRun : RUN;
    const at: i32 = costs.row(s, leastRun, last);
    const prices: i32 = this.offset + leastRun;
    let i: i32 = 0;
    while (i < last - 1 && costs.buffer[at + i] + this.prices[prices + i] !== least) i++;
    this.sink = leastRun + i;
    this.cost = costs.buffer[at + i];
    this.least = this.cost + this.prices[prices + i];
  }
}

/** min over i of a[aFrom + i] + b[bFrom + i]. */
function leastSum(a: F64Array, aFrom: i32, b: F64Array, bFrom: i32, count: i32): f64 {
  let i: i32 = 0;
  let least: f64 = Infinity;
  if (ASC_FEATURE_SIMD) {
    let least0: v128 = f64x2.splat(Infinity);
    let least1: v128 = least0;
    for (; i + 4 <= count; i += 4) {
      least0 = f64x2.pmin(least0, f64x2.add(load2(a, aFrom + i), load2(b, bFrom + i)));
      least1 = f64x2.pmin(least1, f64x2.add(load2(a, aFrom + i + 2), load2(b, bFrom + i + 2)));
    }
    least0 = f64x2.pmin(least0, least1);
    least = Math.min(f64x2.extract_lane(least0, 0), f64x2.extract_lane(least0, 1));
  }
  for (; i < count; i++) {
    const value: f64 = a[aFrom + i] + b[bFrom + i];
    if (value < least) least = value;
  }
  return least;
}

export class CandidateList {
  /** reduced costs above −tolerance do not count as improving */
  tolerance: f64 = 0.0;
  /** the entering arc, after find() */
  source: i32 = 0;
  sink: i32 = 0;
  reduced: f64 = 0.0; // its reduced cost

  scan: RowScan;
  count: i32 = 0;
  sources: I32Array = i32Array(LIST);
  sinks: I32Array = i32Array(LIST);
  listCosts: F64Array = f64Array(LIST);
  pivotsLeft: i32 = 0; // before the list is filled again
  nextSource: i32 = 0; // where filling goes on
  nextSink: i32 = 0;
  stretch: i32; // sinks per candidate: a whole row, or where there are few rows the root of all arcs

  constructor(
    readonly costs: Costs,
    readonly mass: F64Array,
    readonly pi: F64Array,
  ) {
    this.scan = new RowScan(costs, pi, costs.n);
    const stretch: i32 = costs.n < LIST ? toInt(Math.sqrt(<f64>costs.n * <f64>costs.m)) : costs.m;
    this.stretch = stretch < RUN ? RUN : stretch;
  }

  /** Finds an arc to enter; false if no arc of the problem has a reduced cost below −tolerance. */
  find(): boolean {
    if (this.pivotsLeft > 0 && this.takeBest()) return true;
    this.fill();
    return this.takeBest();
  }

  /** The best arc of the list; arcs that no longer improve are dropped. */
  takeBest(): boolean {
    let best: f64 = Infinity;
    let kept: i32 = 0;
    for (let k: i32 = 0; k < this.count; k++) {
      const s: i32 = this.sources[k];
      const t: i32 = this.sinks[k];
      const cost: f64 = this.listCosts[k];
      const reduced: f64 = cost + this.pi[this.costs.n + t] - this.pi[s];
      if (!(reduced < -this.tolerance)) continue;
      this.sources[kept] = s;
      this.sinks[kept] = t;
      this.listCosts[kept] = cost;
      kept++;
      if (reduced < best) {
        best = reduced;
        this.source = s;
        this.sink = t;
      }
    }
    this.count = kept;
    this.reduced = best;
    this.pivotsLeft--;
    return kept > 0;
  }

  /** Reads on from where it stopped last, until the list is full or every arc has been read once. */
  fill(): void {
    const n: i32 = this.costs.n;
    const m: i32 = this.costs.m;
    const stretches: i32 = n * (((m + this.stretch - 1) / this.stretch) | 0);
    let read: i32 = 0;
    this.count = 0;
    this.pivotsLeft = PIVOTS_PER_LIST;
    for (let k: i32 = 0; k < stretches && (this.count === 0 || read < LIST); k++) {
      const s: i32 = this.nextSource;
      const from: i32 = this.nextSink;
      const to: i32 = from + this.stretch < m ? from + this.stretch : m;
      if (this.mass[s] > 0.0) {
        read++;
        this.scan.scan(s, from, to);
        if (this.scan.least - this.pi[s] < -this.tolerance) {
          this.sources[this.count] = s;
          this.sinks[this.count] = this.scan.sink;
          this.listCosts[this.count] = this.scan.cost;
          this.count++;
        }
      }
      this.nextSink = to < m ? to : 0;
      if (to === m) this.nextSource = s + 1 < n ? s + 1 : 0;
    }
  }
}
