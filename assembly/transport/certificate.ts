/**
 * The dual side of a result. From the sinks' potentials g the sources' follow by c-transform,
 *
 *     f(s) = min over t of cost(s, t) − g(t),
 *
 * which makes f(s) + g(t) ≤ cost(s, t) for all pairs, however far the solver got. A sink without mass
 * does not take part and gets the largest g that stays feasible. By weak duality no plan costs less than
 * Σ a·f + Σ b·g (Villani 2009, ch. 5); at an optimal basis this is the plan's cost.
 *
 * Potentials are determined up to a constant: the first sink with mass is given 0.
 */
import { F64Array, f64Array } from "../arrays";
import { Oracle } from "./oracles/oracle";

/** Writes f and g from the sinks' prices, price[t] = −g(t); demand[t] = 0 for a sink without mass. */
export function certify(
  oracle: Oracle,
  price: F64Array,
  demand: F64Array,
  f: F64Array,
  g: F64Array,
): void {
  const n: i32 = oracle.n;
  const m: i32 = oracle.m;
  const ask: F64Array = f64Array(n + m);
  let anchor: i32 = 0;
  while (demand[anchor] === 0.0) anchor++;
  const shift: f64 = price[anchor];
  let hasEmpty: boolean = false;
  for (let t: i32 = 0; t < m; t++) {
    const isEmpty: boolean = demand[t] === 0.0;
    hasEmpty = hasEmpty || isEmpty;
    ask[n + t] = isEmpty ? 1.0 : 0.0;
    price[t] = isEmpty ? Infinity : price[t] - shift;
    g[t] = 0.0 - price[t];
  }
  for (let s: i32 = 0; s < n; s++) ask[s] = 1.0;
  oracle.overSinks(price, ask);
  for (let s: i32 = 0; s < n; s++) f[s] = oracle.least[s];
  if (!hasEmpty) return;
  const value: F64Array = f64Array(n);
  for (let s: i32 = 0; s < n; s++) value[s] = -f[s];
  oracle.overSources(value, ask);
  for (let t: i32 = 0; t < m; t++) if (demand[t] === 0.0) g[t] = oracle.least[t];
}
