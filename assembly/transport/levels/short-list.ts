/** The arcs of least reduced cost among all pairs: some six to a node. */
import { F64Array, f64Array, I32Array } from "../../arrays";
import { toInt } from "../../bits";
import { sortedOrder } from "../../math/sort";
import { CACHE_RUN, Costs } from "../costs/costs";
import { Arcs } from "../simplex/arcs";
import { PairSample } from "./pair-sample";

/** Arcs to the source; best of 5 … 40 by measurement. */
const SHORT: f64 = 6.0;
/** Room for as many times more: what a sample says of all pairs is not exact. */
const SLACK: f64 = 3.0;

/** Room for a short list between n sources and any number of sinks, and for `more` arcs. */
export function shortListArcs(n: i32, more: i32): Arcs {
  return new Arcs(toInt(SLACK * SHORT) * n + more);
}

/** Adds the pairs up to a reduced cost that a sample finds for them; what has no room is left out. */
export function addShortList(costs: Costs, supply: F64Array, pi: F64Array, arcs: Arcs): void {
  const n: i32 = costs.n;
  const m: i32 = costs.m;
  const threshold: f64 = leastReducedCosts(costs, pi);
  for (let s: i32 = 0; s < n; s++) {
    if (supply[s] === 0.0) continue;
    for (let t: i32 = 0; t < m; t += CACHE_RUN) {
      const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
      const at: i32 = costs.row(s, t, count);
      for (let i: i32 = 0; i < count; i++) {
        const cost: f64 = costs.buffer[at + i];
        const sink: i32 = n + t + i;
        if (cost - pi[s] + pi[sink] > threshold || supply[sink] === 0.0) continue;
        if (arcs.count < arcs.capacity) arcs.add(s, sink, cost);
      }
    }
  }
}

/** The reduced cost below which there are about SHORT arcs to the source. */
function leastReducedCosts(costs: Costs, pi: F64Array): f64 {
  const sample: PairSample = new PairSample(costs.n, costs.m);
  const reduced: F64Array = f64Array(sample.count);
  for (let k: i32 = 0; k < sample.count; k++) {
    const s: i32 = sample.source[k];
    const t: i32 = sample.sink[k];
    reduced[k] = costs.at(s, t) - pi[s] + pi[costs.n + t];
  }
  const order: I32Array = sortedOrder(reduced);
  const rank: i32 = toInt((SHORT / <f64>costs.m) * <f64>sample.count);
  return reduced[order[rank < sample.count ? rank : sample.count - 1]];
}
