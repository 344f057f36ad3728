/**
 * A level of a grid whose distances are those of shortest paths over neighbouring bins: cityblock, and
 * chebyshev with one spacing. There transport from bin to bin is flow over a network of the bins
 * themselves, each with its surplus or deficit: n nodes instead of 2n, 2d or 3^d − 1 arcs per node, all
 * of them active. H. Ling & K. Okada, An efficient earth mover's distance algorithm for
 * robust histogram comparison, IEEE TPAMI 29 (2007).
 *
 * As every edge can be used both ways, any spanning tree is a basis: the flow on an arc is the sum of the
 * supplies below it. The start is a tree of the edges with least reduced costs for the guessed potentials.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { Grid } from "../../geometry/grid";
import { CITYBLOCK } from "../../geometry/metric";
import { sortedOrder } from "../../math/sort";
import { Sum } from "../../math/sum";
import { ActiveArcs } from "../simplex/active";
import { ArcSource } from "../simplex/arc-source";
import { Arcs } from "../simplex/arcs";
import { Planter } from "../simplex/planter";
import { Simplex } from "../simplex/simplex";
import { Tree } from "../simplex/tree";
import { Level } from "./level";

export class NetworkLevel extends Level {
  coarser: NetworkLevel | null = null;

  constructor(
    readonly grid: Grid,
    readonly metric: i32,
    readonly integral: boolean,
    supply: F64Array, // by bin
  ) {
    super(supply);
  }

  coarsen(): NetworkLevel {
    const grid: Grid = this.grid.halved();
    const supply: F64Array = f64Array(grid.bins);
    for (let v: i32 = 0; v < this.grid.bins; v++) supply[this.grid.parent(v)] += this.supply[v];
    const coarser: NetworkLevel = new NetworkLevel(grid, this.metric, this.integral, supply);
    coarser.finer = this;
    this.coarser = coarser;
    return coarser;
  }

  start(coarser: Simplex | null): Simplex {
    const bins: i32 = this.grid.bins;
    const pi: F64Array = f64Array(bins);
    if (coarser !== null) {
      const coarse: F64Array = f64Array(coarser.tree.place.length);
      coarser.tree.readPotentials(coarse);
      this.grid.interpolate(coarse, pi, this.integral);
    }
    this.pi = pi;
    const edges: Arcs = this.edges();
    const tree: Tree = this.plant(edges, pi);
    const hints: Arcs = new Arcs(2 * edges.count);
    for (let e: i32 = 0; e < edges.count; e++) {
      hints.add(edges.tail[e], edges.head[e], edges.cost[e]);
      hints.add(edges.head[e], edges.tail[e], edges.cost[e]);
    }
    const pricing: ActiveArcs = new ActiveArcs(new NoMoreArcs(), this.supply, tree, hints);
    return new Simplex(tree, pricing, this.integral);
  }

  /** The cost of the flow; at the optimum it is the cost of the plan. */
  planCost(tree: Tree, scale: f64): f64 {
    const sum: Sum = new Sum();
    for (let v: i32 = tree.thread[0]; v !== 0; v = tree.thread[v])
      sum.addProduct(tree.flow[v] * scale, tree.cost[v]);
    return sum.value();
  }

  /** Each pair of neighbours once, the lower bin as the tail. */
  edges(): Arcs {
    const shape: I32Array = this.grid.shape;
    const all: boolean = this.metric !== CITYBLOCK;
    const edges: Arcs = new Arcs((all ? 13 : 3) * this.grid.bins);
    for (let p: i32 = 0, v: i32 = 0; p < shape[0]; p++) {
      for (let r: i32 = 0; r < shape[1]; r++) {
        for (let c: i32 = 0; c < shape[2]; c++, v++) {
          // The half of the neighbours that comes after v.
          for (let k: i32 = 14; k < 27; k++) {
            const dp: i32 = ((k / 9) | 0) - 1;
            const dr: i32 = (((k / 3) | 0) % 3) - 1;
            const dc: i32 = (k % 3) - 1;
            if (!all && dp * dp + dr * dr + dc * dc > 1) continue;
            if (p + dp >= shape[0]) continue;
            if (r + dr < 0 || r + dr >= shape[1] || c + dc < 0 || c + dc >= shape[2]) continue;
            const head: i32 = ((p + dp) * shape[1] + r + dr) * shape[2] + c + dc;
            edges.add(v, head, this.step(dp, dr, dc));
          }
        }
      }
    }
    return edges;
  }

  /** Distance between neighbours. */
  step(dp: i32, dr: i32, dc: i32): f64 {
    const spacing: F64Array = this.grid.spacing;
    const planes: f64 = dp === 0 ? 0.0 : spacing[0];
    const rows: f64 = dr === 0 ? 0.0 : spacing[1];
    const columns: f64 = dc === 0 ? 0.0 : spacing[2];
    return Math.max(planes, Math.max(rows, columns));
  }

  /** The spanning tree of least reduced costs (Kruskal), and its flow. */
  plant(edges: Arcs, pi: F64Array): Tree {
    const bins: i32 = this.grid.bins;
    const reduced: F64Array = f64Array(edges.count);
    for (let e: i32 = 0; e < edges.count; e++) {
      reduced[e] = edges.cost[e] - Math.abs(pi[edges.tail[e]] - pi[edges.head[e]]);
    }
    const order: I32Array = sortedOrder(reduced);
    const sets: DisjointSets = new DisjointSets(bins);
    const chosen: Arcs = new Arcs(bins);
    for (let k: i32 = 0; k < order.length && chosen.count < bins - 1; k++) {
      const e: i32 = order[k];
      if (sets.join(edges.tail[e], edges.head[e])) {
        chosen.add(edges.tail[e], edges.head[e], edges.cost[e]);
      }
    }
    const tree: Tree = new Tree(bins);
    const planter: Planter = new Planter(tree, chosen, f64Array(bins));
    planter.plant(0, 1, 0.0, 0.0);
    for (let v: i32 = 0; v < bins; v++) tree.flow[v + 1] = this.supply[v];
    for (let v: i32 = planter.last; v !== 1; v = tree.revThread[v]) {
      tree.flow[tree.parent[v]] += tree.flow[v];
    }
    for (let v: i32 = 1; v <= bins; v++) {
      tree.up[v] = tree.flow[v] < 0.0 ? 0 : 1;
      tree.flow[v] = Math.abs(tree.flow[v]);
    }
    planter.finish();
    return tree;
  }
}

/** All arcs of the network are active from the start. */
class NoMoreArcs extends ArcSource {
  override sweep(_pi: F64Array, _tolerance: f64, _supply: F64Array, _found: Arcs): void {}
}

/** Union by size with path halving (Tarjan & van Leeuwen, JACM 31 (1984)). */
class DisjointSets {
  above: I32Array; // the node above, itself at the top
  size: I32Array;

  constructor(nodes: i32) {
    this.above = i32Array(nodes);
    this.size = i32Array(nodes);
    for (let v: i32 = 0; v < nodes; v++) {
      this.above[v] = v;
      this.size[v] = 1;
    }
  }

  top(v: i32): i32 {
    const above: I32Array = this.above;
    while (above[v] !== v) {
      above[v] = above[above[v]];
      v = above[v];
    }
    return v;
  }

  /** Puts two sets together; false if they are one. */
  join(u: i32, v: i32): boolean {
    let large: i32 = this.top(u);
    let small: i32 = this.top(v);
    if (large === small) return false;
    if (this.size[large] < this.size[small]) {
      const swap: i32 = large;
      large = small;
      small = swap;
    }
    this.above[small] = large;
    this.size[large] += this.size[small];
    return true;
  }
}
