/** The oracle of points in few dimensions: every minimum is a search in a k-d tree over the other side. */
import { F64Array, I32Array, i32Array } from "../../arrays";
import { Extent } from "../../geometry/extent";
import { axisPart, combine, finish } from "../../geometry/metric";
import { KdTree } from "./kd-tree";
import { Oracle } from "./oracle";

export class PointOracle extends Oracle {
  sources: KdTree;
  sinks: KdTree;
  guess: I32Array; // by source, 1 + the best place in the sinks' tree last time; 0 at first
  guessSource: I32Array; // by sink, 1 + the best place in the sources' tree last time; 0 at first
  best: I32Array; // by source or sink, the point that attained the minimum

  constructor(
    readonly x: F64Array, // n × dim
    readonly y: F64Array, // m × dim
    readonly dim: i32,
    readonly metric: i32,
  ) {
    super((x.length / dim) | 0, (y.length / dim) | 0);
    const n: i32 = (x.length / dim) | 0;
    const m: i32 = (y.length / dim) | 0;
    this.sources = new KdTree(x, n, dim, metric);
    this.sinks = new KdTree(y, m, dim, metric);
    this.guess = i32Array(n);
    this.guessSource = i32Array(m);
    this.best = i32Array(n > m ? n : m);
    const extent: Extent = new Extent(x, y, dim, metric);
    this.setScale(extent.largest, extent.whole);
  }

  cost(s: i32, t: i32): f64 {
    const metric: i32 = this.metric;
    const dim: i32 = this.dim;
    let parts: f64 = 0.0;
    for (let k: i32 = 0; k < dim; k++) {
      parts = combine(metric, parts, axisPart(metric, this.x[s * dim + k] - this.y[t * dim + k]));
    }
    return finish(metric, parts);
  }

  overSinks(price: F64Array, ask: F64Array): void {
    this.searchAll(this.sinks, price, this.sources.order, this.x, ask, 0, this.guess);
  }

  sinkOf(s: i32, price: F64Array): i32 {
    return this.best[s];
  }

  overSources(value: F64Array, ask: F64Array): void {
    this.searchAll(this.sources, value, this.sinks.order, this.y, ask, this.n, this.guessSource);
  }

  sourceOf(t: i32, value: F64Array): i32 {
    return this.best[t];
  }

  /** Searches `tree` from every point with ask ≠ 0, in the order of their own tree: neighbours read the same memory. */
  searchAll(
    tree: KdTree,
    price: F64Array,
    order: I32Array,
    points: F64Array,
    ask: F64Array,
    askFrom: i32,
    guess: I32Array,
  ): void {
    tree.setPrices(price);
    let last: i32 = 0;
    for (let i: i32 = 0; i < order.length; i++) {
      const v: i32 = order[i];
      if (ask[askFrom + v] === 0.0) continue;
      tree.search(points, v * this.dim, guess[v] > 0 ? guess[v] - 1 : last);
      last = tree.best;
      guess[v] = last + 1;
      this.least[v] = tree.bound;
      this.best[v] = tree.order[last];
    }
  }
}
