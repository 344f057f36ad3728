/**
 * The dual side of a result. From the sinks' potentials g = −pi the sources' follow by c-transform,
 *
 *     f(s) = min over t of cost(s, t) − g(t),
 *
 * which makes f(s) + g(t) ≤ cost(s, t) for all pairs, however far the solver got. A sink without mass
 * had no say in it and gets the largest g that all f allow. By weak duality no plan costs less than
 * Σ a·f + Σ b·g (Villani 2009, ch. 5); at an optimal basis this is the plan's cost.
 *
 * Potentials are determined up to a constant: the first sink with mass is given 0.
 */
import { F64Array, f64Array } from "../arrays";
import { Costs, RUN } from "./costs/costs";
import { RowScan } from "./pricing";
import { Tree } from "./tree";

export function certify(costs: Costs, tree: Tree, mass: F64Array, f: F64Array, g: F64Array): void {
  const n: i32 = costs.n;
  const m: i32 = costs.m;
  const prices: F64Array = f64Array(m); // −g; Infinity for a sink without mass
  let anchor: i32 = 0;
  while (mass[n + anchor] === 0.0) anchor++;
  const shift: f64 = tree.pi[n + anchor];
  let hasEmpty: boolean = false;
  for (let t: i32 = 0; t < m; t++) {
    prices[t] = tree.pi[n + t] - shift;
    g[t] = 0.0 - prices[t];
    if (mass[n + t] === 0.0) {
      g[t] = Infinity;
      hasEmpty = true;
    }
  }
  const scan: RowScan = new RowScan(costs, prices, 0);
  for (let s: i32 = 0; s < n; s++) {
    scan.scan(s, 0, m);
    f[s] = scan.least;
  }
  if (hasEmpty) for (let s: i32 = 0; s < n; s++) lowerEmpty(costs, s, f[s], mass, g);
}

/** g(t) = min(g(t), cost(s, t) − f(s)) for the sinks t without mass. */
function lowerEmpty(costs: Costs, s: i32, f: f64, mass: F64Array, g: F64Array): void {
  for (let from: i32 = 0; from < costs.m; from += RUN) {
    const count: i32 = costs.m - from < RUN ? costs.m - from : RUN;
    const at: i32 = costs.row(s, from, count);
    for (let i: i32 = 0; i < count; i++) {
      const t: i32 = from + i;
      if (mass[costs.n + t] > 0.0) continue;
      const value: f64 = costs.buffer[at + i] - f;
      if (value < g[t]) g[t] = value;
    }
  }
}
