/**
 * A level of a problem whose costs are read by rows. Where they have a geometry, if only a hidden one,
 * nodes that are near each other as seen from landmarks go together in pairs, and a pair's costs are the
 * means of its members'. Where they have none, as random costs, the start is a short list of arcs: those
 * of least reduced cost among all pairs, some six to a node.
 *
 * The coarser matrices together take a third of this one.
 *
 * Landmarks are a few sinks and a few sources. A source's coordinates are its costs to these sinks, and
 * a sink's its costs from these sources, so nodes with like costs are near each other (V. de Silva &
 * J. Tenenbaum, Sparse multidimensional scaling using landmark points, 2004).
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { toInt } from "../../bits";
import { Groups } from "../../geometry/groups";
import { load2, store2 } from "../../lanes";
import { sortedOrder } from "../../math/sort";
import { DenseOracle } from "../oracles/dense";
import { CACHE_RUN, RowOracle } from "../oracles/rows";
import { Arcs } from "../simplex/arcs";
import { Simplex } from "../simplex/simplex";
import { BipartiteLevel } from "./bipartite";

/** Coordinates of a node. */
const LANDMARKS: i32 = 6;
/** Costs have a geometry if those of nearby pairs differ by less than this part of what those of any two pairs do. */
const ALIKE: f64 = 0.5;
/** Arcs per source of the short list; best of 5 … 40 by measurement. */
const SHORT: f64 = 6.0;
/** Room for this many times more, as a sample does not tell the number exactly. */
const SLACK: f64 = 3.0;
/** Pairs in a sample. */
const SAMPLES: i32 = 1024;
/** 1 / g and 1 / g² for the plastic number g, the root of g³ = g + 1. */
const STEP: f64 = 0.7548776662466927;
const OTHER_STEP: f64 = 0.5698402909980532;

/** The coarsest level that pays. */
export function coarsestOf(level: MatrixLevel): MatrixLevel {
  if (level.isSmall()) return level;
  const sources: Groups = level.group(sourceViews(level.rows), 0, level.rows.n);
  const sinks: Groups = level.group(sinkViews(level.rows), level.rows.n, level.rows.m);
  if (!haveGeometry(level.rows, sources, sinks)) return level;
  return coarsestOf(level.coarsen(sources, sinks));
}

export class MatrixLevel extends BipartiteLevel {
  constructor(
    readonly rows: RowOracle,
    supply: F64Array,
  ) {
    super(rows, supply);
  }

  group(views: F64Array, from: i32, length: i32): Groups {
    return new Groups(views, LANDMARKS, this.supply, from, length);
  }

  coarsen(sources: Groups, sinks: Groups): MatrixLevel {
    const nc: i32 = sources.count;
    const mc: i32 = sinks.count;
    const cost: F64Array = f64Array(nc * mc);
    const mean: F64Array = f64Array(this.rows.m); // of a pair of rows
    for (let s: i32 = 0; s < nc; s++) {
      for (let t: i32 = 0; t < mean.length; t++) mean[t] = 0.0;
      for (let i: i32 = sources.first(s); i < sources.first(s + 1); i++) {
        const at: i32 = this.rows.row(sources.order[i], 0, this.rows.m);
        addScaled(this.rows.buffer, at, sources.share[i], mean);
      }
      for (let t: i32 = 0; t < mc; t++) {
        let sum: f64 = 0.0;
        for (let j: i32 = sinks.first(t); j < sinks.first(t + 1); j++) {
          sum += sinks.share[j] * mean[sinks.order[j]];
        }
        cost[s * mc + t] = sum;
      }
    }
    const rows: DenseOracle = new DenseOracle(cost, nc, mc);
    const coarser: MatrixLevel = new MatrixLevel(rows, this.join(sources, sinks));
    coarser.finer = this;
    return coarser;
  }

  /** The guess for a source is the potential of its group. */
  guess(pi: F64Array, f: F64Array): void {
    for (let s: i32 = 0; s < f.length; s++) {
      if (this.supply[s] !== 0.0) f[s] = this.rounded(pi[this.parent[s]]);
    }
  }

  override start(coarser: Simplex | null): Simplex {
    if (coarser !== null || this.isSmall()) return super.start(coarser);
    const pi: F64Array = f64Array(this.supply.length);
    const hints: Arcs = shortListArcs(this.rows.n, this.supply.length);
    this.makeFeasible(f64Array(this.rows.n), pi, hints);
    addShortList(this.rows, this.supply, pi, hints);
    return this.begin(pi, hints);
  }
}

/** out[i] += weight · row[at + i]. */
function addScaled(row: F64Array, at: i32, weight: f64, out: F64Array): void {
  let i: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    const factor: v128 = f64x2.splat(weight);
    for (; i + 2 <= out.length; i += 2) {
      store2(out, i, f64x2.add(load2(out, i), f64x2.mul(factor, load2(row, at + i))));
    }
  }
  for (; i < out.length; i++) out[i] += weight * row[at + i];
}

/** n × LANDMARKS: each source's costs to the landmarks. */
function sourceViews(rows: RowOracle): F64Array {
  const views: F64Array = f64Array(rows.n * LANDMARKS);
  for (let s: i32 = 0; s < rows.n; s++) {
    for (let k: i32 = 0; k < LANDMARKS; k++) {
      views[s * LANDMARKS + k] = rows.cost(s, landmark(k, rows.m));
    }
  }
  return views;
}

/** m × LANDMARKS: each sink's costs from them. */
function sinkViews(rows: RowOracle): F64Array {
  const views: F64Array = f64Array(rows.m * LANDMARKS);
  for (let k: i32 = 0; k < LANDMARKS; k++) {
    const s: i32 = landmark(k, rows.n);
    for (let t: i32 = 0; t < rows.m; t++) views[t * LANDMARKS + k] = rows.cost(s, t);
  }
  return views;
}

/** Evenly spread over the indices. */
function landmark(k: i32, length: i32): i32 {
  return (((2 * k + 1) * length) / (2 * LANDMARKS)) | 0;
}

/** From a sample: do costs vary much less inside a pair of groups than between any two pairs? */
function haveGeometry(rows: RowOracle, sources: Groups, sinks: Groups): boolean {
  const sample: PairSample = new PairSample(rows.n, rows.m);
  let within: f64 = 0.0;
  let between: f64 = 0.0;
  let before: f64 = 0.0;
  for (let k: i32 = 0; k < sample.count; k++) {
    const s: i32 = sources.group[sample.source[k]];
    const t: i32 = sinks.group[sample.sink[k]];
    if (s < 0 || t < 0) continue;
    const cost: f64 = rows.cost(sample.source[k], sample.sink[k]);
    const near: f64 = rows.cost(sources.order[sources.first(s)], sinks.order[sinks.first(t)]);
    within += Math.abs(cost - near);
    between += Math.abs(cost - before);
    before = cost;
  }
  return within < ALIKE * between;
}

/** Room for a short list between n sources and any number of sinks, and for `more` arcs. */
function shortListArcs(n: i32, more: i32): Arcs {
  return new Arcs(toInt(SLACK * SHORT) * n + more);
}

/** Adds the pairs up to a reduced cost that a sample finds for them; what has no room is left out. */
function addShortList(rows: RowOracle, supply: F64Array, pi: F64Array, arcs: Arcs): void {
  const n: i32 = rows.n;
  const m: i32 = rows.m;
  const threshold: f64 = leastReducedCosts(rows, pi);
  for (let s: i32 = 0; s < n; s++) {
    if (supply[s] === 0.0) continue;
    for (let t: i32 = 0; t < m; t += CACHE_RUN) {
      const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
      const at: i32 = rows.row(s, t, count);
      for (let i: i32 = 0; i < count; i++) {
        const cost: f64 = rows.buffer[at + i];
        const sink: i32 = n + t + i;
        if (cost - pi[s] + pi[sink] > threshold || supply[sink] === 0.0) continue;
        if (arcs.count < arcs.capacity) arcs.add(s, sink, cost);
      }
    }
  }
}

/** The reduced cost below which there are about SHORT arcs to the source. */
function leastReducedCosts(rows: RowOracle, pi: F64Array): f64 {
  const sample: PairSample = new PairSample(rows.n, rows.m);
  const reduced: F64Array = f64Array(sample.count);
  for (let k: i32 = 0; k < sample.count; k++) {
    const s: i32 = sample.source[k];
    const t: i32 = sample.sink[k];
    reduced[k] = rows.cost(s, t) - pi[s] + pi[rows.n + t];
  }
  const order: I32Array = sortedOrder(reduced);
  const rank: i32 = toInt((SHORT / <f64>rows.m) * <f64>sample.count);
  return reduced[order[rank < sample.count ? rank : sample.count - 1]];
}

/** Pairs of a source and a sink, spread evenly over all: the additive sequence R2 of M. Roberts (2018). */
class PairSample {
  count: i32 = SAMPLES;
  source: I32Array = i32Array(SAMPLES);
  sink: I32Array = i32Array(SAMPLES);

  constructor(n: i32, m: i32) {
    for (let k: i32 = 0; k < SAMPLES; k++) {
      const x: f64 = <f64>k * STEP;
      const y: f64 = <f64>k * OTHER_STEP;
      this.source[k] = toInt((x - Math.floor(x)) * <f64>n);
      this.sink[k] = toInt((y - Math.floor(y)) * <f64>m);
    }
  }
}
