/**
 * A k-d tree over priced points, for min over y of distance(x, y) + price(y).
 *
 * Points lie in the tree's order, axis by axis, so that a leaf is a run of memory; node k of the tree
 * has the children 2k and 2k + 1, which take half of its points each. A subtree is skipped if
 * distance(x, its box) + its least price is not below the best value so far. Rounding is monotone and the
 * axes are added in one order, so this bound holds for the rounded values too: the minimum is exact.
 *
 * J. L. Bentley, Multidimensional binary search trees used for associative searching, CACM 18 (1975).
 */
import { F64Array, f64Array, I32Array } from "../../arrays";
import { halveAlongWidest } from "../../geometry/halve";
import {
  axisPart,
  axisPartLanes,
  combine,
  combineLanes,
  finish,
  finishLanes,
  squares,
} from "../../geometry/metric";
import { load2, splat, store2 } from "../../lanes";
import { sequence } from "../../math/order";

/** The largest number of points in a leaf: best of 8 … 32 by measurement, by a small margin. */
const LEAF: i32 = 16;

export class KdTree {
  order: I32Array; // the points by their place in the tree
  coordinates: F64Array; // dim × count, in the tree's order
  price: F64Array; // in the tree's order
  box: F64Array; // by pair of children and axis: lowest coordinates of both, highest of both
  leastPrice: F64Array; // by node
  bounds: F64Array; // lower bounds of the children on the way down, two by depth
  bound: f64 = 0.0; // the search's: best value so far, and its place
  best: i32 = 0;
  point: F64Array; // where the search starts from

  constructor(
    points: F64Array, // count × dim
    readonly count: i32,
    readonly dim: i32,
    readonly metric: i32,
  ) {
    let nodes: i32 = 2;
    for (let size: i32 = count; size > LEAF; size = (size + 1) >> 1) nodes *= 2;
    this.order = sequence(count);
    this.coordinates = f64Array(count * dim);
    this.price = f64Array(count);
    this.box = f64Array(2 * nodes * dim);
    this.bounds = f64Array(64);
    this.leastPrice = f64Array(nodes);
    this.point = f64Array(dim);
    this.build(points, 1, 0, count);
    for (let i: i32 = 0; i < count; i++) {
      const from: i32 = this.order[i] * dim;
      for (let k: i32 = 0; k < dim; k++) this.coordinates[k * count + i] = points[from + k];
    }
  }

  build(points: F64Array, node: i32, from: i32, to: i32): void {
    const dim: i32 = this.dim;
    for (let k: i32 = 0; k < dim; k++) {
      let low: f64 = Infinity;
      let high: f64 = -Infinity;
      for (let i: i32 = from; i < to; i++) {
        const x: f64 = points[this.order[i] * dim + k];
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
      const at: i32 = 4 * ((node >> 1) * dim + k) + (node & 1);
      this.box[at] = low;
      this.box[at + 2] = high;
    }
    if (to - from <= LEAF) return;
    const middle: i32 = middleOf(from, to);
    halveAlongWidest(points, dim, this.order, from, to, middle);
    this.build(points, 2 * node, from, middle);
    this.build(points, 2 * node + 1, middle, to);
  }

  setPrices(price: F64Array): void {
    for (let i: i32 = 0; i < this.count; i++) this.price[i] = price[this.order[i]];
    this.gatherPrices(1, 0, this.count);
  }

  gatherPrices(node: i32, from: i32, to: i32): f64 {
    let least: f64 = Infinity;
    if (to - from <= LEAF) {
      for (let i: i32 = from; i < to; i++) least = Math.min(least, this.price[i]);
    } else {
      const middle: i32 = middleOf(from, to);
      least = Math.min(
        this.gatherPrices(2 * node, from, middle),
        this.gatherPrices(2 * node + 1, middle, to),
      );
    }
    this.leastPrice[node] = least;
    return least;
  }

  /** Searches from the point at `from` in `points`, trying place `guess` first. The result is in `bound` and `best`. */
  search(points: F64Array, from: i32, guess: i32): void {
    for (let k: i32 = 0; k < this.dim; k++) this.point[k] = points[from + k];
    this.best = guess;
    this.bound = this.valueAt(guess);
    this.visit(1, 0, this.count, 0);
  }

  visit(node: i32, from: i32, to: i32, depth: i32): void {
    if (to - from <= LEAF) {
      this.visitLeaf(from, to);
      return;
    }
    const middle: i32 = middleOf(from, to);
    this.findBounds(node, depth);
    const left: f64 = this.bounds[depth];
    const right: f64 = this.bounds[depth + 1];
    if (left <= right) {
      if (left < this.bound) this.visit(2 * node, from, middle, depth + 2);
      if (right < this.bound) this.visit(2 * node + 1, middle, to, depth + 2);
    } else {
      if (right < this.bound) this.visit(2 * node + 1, middle, to, depth + 2);
      if (left < this.bound) this.visit(2 * node, from, middle, depth + 2);
    }
  }

  /** No point of the node's children has a lower value than bounds[depth] and bounds[depth + 1]. */
  findBounds(node: i32, depth: i32): void {
    const dim: i32 = this.dim;
    const metric: i32 = this.metric;
    const box: F64Array = this.box;
    const from: i32 = 4 * node * dim;
    if (ASC_FEATURE_SIMD) {
      const zero: v128 = f64x2.splat(0.0);
      const squared: boolean = squares(metric);
      let parts: v128 = zero;
      for (let k: i32 = 0, at: i32 = from; k < dim; k++, at += 4) {
        const x: v128 = splat(this.point, k);
        const outside: v128 = f64x2.pmax(
          f64x2.sub(load2(box, at), x),
          f64x2.sub(x, load2(box, at + 2)),
        );
        parts = combineLanes(metric, parts, axisPartLanes(squared, f64x2.pmax(zero, outside)));
      }
      const distance: v128 = finishLanes(metric, parts);
      store2(this.bounds, depth, f64x2.add(distance, load2(this.leastPrice, 2 * node)));
      return;
    }
    for (let side: i32 = 0; side < 2; side++) {
      let parts: f64 = 0.0;
      for (let k: i32 = 0, at: i32 = from + side; k < dim; k++, at += 4) {
        const x: f64 = this.point[k];
        const outside: f64 = Math.max(box[at] - x, x - box[at + 2]);
        parts = combine(metric, parts, axisPart(metric, Math.max(0.0, outside)));
      }
      this.bounds[depth + side] = finish(metric, parts) + this.leastPrice[2 * node + side];
    }
  }

  visitLeaf(from: i32, to: i32): void {
    let i: i32 = from;
    if (ASC_FEATURE_SIMD) {
      for (; i + 4 <= to; i += 4) {
        const bound: v128 = f64x2.splat(this.bound);
        const less: v128 = v128.or(
          f64x2.lt(this.valuesAt(i), bound),
          f64x2.lt(this.valuesAt(i + 2), bound),
        );
        if (!v128.any_true(less)) continue;
        for (let k: i32 = i; k < i + 4; k++) this.tryPlace(k);
      }
    }
    for (; i < to; i++) this.tryPlace(i);
  }

  tryPlace(i: i32): void {
    const value: f64 = this.valueAt(i);
    if (value < this.bound) {
      this.bound = value;
      this.best = i;
    }
  }

  valueAt(i: i32): f64 {
    const metric: i32 = this.metric;
    let parts: f64 = 0.0;
    for (let k: i32 = 0; k < this.dim; k++) {
      const part: f64 = axisPart(metric, this.point[k] - this.coordinates[k * this.count + i]);
      parts = combine(metric, parts, part);
    }
    return finish(metric, parts) + this.price[i];
  }

  /** The values of places i and i + 1. */
  valuesAt(i: i32): v128 {
    const metric: i32 = this.metric;
    const squared: boolean = squares(metric);
    let parts: v128 = f64x2.splat(0.0);
    for (let k: i32 = 0; k < this.dim; k++) {
      const d: v128 = f64x2.sub(splat(this.point, k), load2(this.coordinates, k * this.count + i));
      parts = combineLanes(metric, parts, axisPartLanes(squared, d));
    }
    return f64x2.add(finishLanes(metric, parts), load2(this.price, i));
  }
}

function middleOf(from: i32, to: i32): i32 {
  return (from + to + 1) >> 1;
}
