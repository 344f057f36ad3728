/**
 * A level of a problem whose costs are a matrix. Where they have a geometry, if only a hidden one, nodes
 * that are near each other as seen from landmarks go together in pairs, and a pair's costs are the means
 * of its members'. Where they have none, as random costs, the start is a short list of arcs with small
 * reduced costs.
 *
 * The coarser matrices together take a third of this one.
 */
import { F64Array, f64Array } from "../../arrays";
import { Groups } from "../../geometry/groups";
import { load2, store2 } from "../../lanes";
import { Costs } from "../costs/costs";
import { DenseCosts } from "../costs/dense";
import { RowOracle } from "../oracles/rows";
import { Arcs } from "../simplex/arcs";
import { Simplex } from "../simplex/simplex";
import { BipartiteLevel } from "./bipartite";
import { LANDMARKS, sinkViews, sourceViews } from "./landmarks";
import { PairSample } from "./pair-sample";
import { addShortList, shortListArcs } from "./short-list";

/** Costs have a geometry if those of a pair and of one near it differ by less than this part of what any two do. */
const ALIKE: f64 = 0.5;

/** The coarsest level that is worth while. */
export function coarsestOf(level: MatrixLevel): MatrixLevel {
  if (level.isSmall()) return level;
  const sources: Groups = level.group(sourceViews(level.costs), 0, level.costs.n);
  const sinks: Groups = level.group(sinkViews(level.costs), level.costs.n, level.costs.m);
  if (!haveGeometry(level.costs, sources, sinks)) return level;
  return coarsestOf(level.coarsen(sources, sinks));
}

export class MatrixLevel extends BipartiteLevel {
  constructor(
    readonly costs: Costs,
    supply: F64Array,
  ) {
    super(new RowOracle(costs), supply);
  }

  group(views: F64Array, from: i32, length: i32): Groups {
    return new Groups(views, LANDMARKS, this.supply, from, length);
  }

  coarsen(sources: Groups, sinks: Groups): MatrixLevel {
    const nc: i32 = sources.count;
    const mc: i32 = sinks.count;
    const cost: F64Array = f64Array(nc * mc);
    const mean: F64Array = f64Array(this.costs.m); // of a pair of rows
    for (let s: i32 = 0; s < nc; s++) {
      for (let t: i32 = 0; t < mean.length; t++) mean[t] = 0.0;
      for (let i: i32 = sources.first(s); i < sources.first(s + 1); i++) {
        const at: i32 = this.costs.row(sources.order[i], 0, this.costs.m);
        addScaled(this.costs.buffer, at, sources.share[i], mean);
      }
      for (let t: i32 = 0; t < mc; t++) {
        let sum: f64 = 0.0;
        for (let j: i32 = sinks.first(t); j < sinks.first(t + 1); j++) {
          sum += sinks.share[j] * mean[sinks.order[j]];
        }
        cost[s * mc + t] = sum;
      }
    }
    const costs: DenseCosts = new DenseCosts(cost, nc, mc);
    const coarser: MatrixLevel = new MatrixLevel(costs, this.join(sources, sinks));
    coarser.finer = this;
    return coarser;
  }

  /** A source is thought to have its group's potential. */
  guess(pi: F64Array, f: F64Array): void {
    for (let s: i32 = 0; s < f.length; s++) {
      if (this.supply[s] !== 0.0) f[s] = this.rounded(pi[this.parent[s]]);
    }
  }

  override start(coarser: Simplex | null): Simplex {
    if (coarser !== null || this.isSmall()) return super.start(coarser);
    const pi: F64Array = f64Array(this.supply.length);
    const hints: Arcs = shortListArcs(this.costs.n, this.supply.length);
    this.makeFeasible(f64Array(this.costs.n), pi, hints);
    addShortList(this.costs, this.supply, pi, hints);
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

/** Asked of a sample: do costs vary much less within pairs of groups than between any pairs? */
function haveGeometry(costs: Costs, sources: Groups, sinks: Groups): boolean {
  const sample: PairSample = new PairSample(costs.n, costs.m);
  let within: f64 = 0.0;
  let between: f64 = 0.0;
  let before: f64 = 0.0;
  for (let k: i32 = 0; k < sample.count; k++) {
    const s: i32 = sources.group[sample.source[k]];
    const t: i32 = sinks.group[sample.sink[k]];
    if (s < 0 || t < 0) continue;
    const cost: f64 = costs.at(sample.source[k], sample.sink[k]);
    const near: f64 = costs.at(sources.order[sources.first(s)], sinks.order[sinks.first(t)]);
    within += Math.abs(cost - near);
    between += Math.abs(cost - before);
    before = cost;
  }
  return within < ALIKE * between;
}
