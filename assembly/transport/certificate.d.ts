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
import { F64Array } from "../arrays";
import { Costs } from "./costs/costs";
import { Tree } from "./tree";
export declare function certify(
  costs: Costs,
  tree: Tree,
  mass: F64Array,
  f: F64Array,
  g: F64Array,
): void;
