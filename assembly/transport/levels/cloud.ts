/** A level of two point clouds. A coarser level joins pairs of neighbours at their centre of mass. */
import { F64Array, f64Array } from "../../arrays";
import { Groups } from "../../geometry/groups";
import { pointOracle } from "../oracles/choose";
import { Oracle } from "../oracles/oracle";
import { BipartiteLevel } from "./bipartite";

export class CloudLevel extends BipartiteLevel {
  coarser: CloudLevel | null = null;

  constructor(
    readonly x: F64Array, // n × dim
    readonly y: F64Array, // m × dim
    readonly dim: i32,
    readonly metric: i32,
    supply: F64Array,
  ) {
    super(pointOracle(x, y, dim, metric), supply);
  }

  coarsen(): CloudLevel {
    const n: i32 = this.oracle.n;
    const sources: Groups = new Groups(this.x, this.dim, this.supply, 0, n);
    const sinks: Groups = new Groups(this.y, this.dim, this.supply, n, this.oracle.m);
    const coarser: CloudLevel = new CloudLevel(
      sources.points,
      sinks.points,
      this.dim,
      this.metric,
      this.join(sources, sinks),
    );
    coarser.finer = this;
    this.coarser = coarser;
    return coarser;
  }

  /** f(s) = min over the coarser level's sinks t of cost(s, t) + pi(t). */
  guess(pi: F64Array, f: F64Array): void {
    const coarser: CloudLevel = this.coarser!;
    const between: Oracle = pointOracle(this.x, coarser.y, this.dim, this.metric);
    const price: F64Array = f64Array(between.m);
    for (let t: i32 = 0; t < between.m; t++) price[t] = pi[coarser.oracle.n + t];
    between.overSinks(price, this.supply);
    for (let s: i32 = 0; s < between.n; s++) f[s] = this.rounded(between.least[s]);
  }
}
