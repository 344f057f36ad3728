/** Where mass lies and what moving it costs. Each kind of transport problem has its own space. */
import { F64Array, f64Array } from "../../arrays";
import { Masses } from "../../weights/masses";
import { Level } from "../levels/level";
import { Oracle } from "../oracles/oracle";
import { Plan } from "../plan";
import { Tree } from "../simplex/tree";

export abstract class Space {
  /** |cost| is at most this, for every pair; Infinity if a cost is not a finite number */
  largest: f64 = 0.0;

  /** The levels to solve, from the coarsest on; `largest` is finite. */
  abstract coarsest(masses: Masses): Level;

  /** Costs between the user's sources and sinks. After coarsest(). */
  abstract oracle(): Oracle;

  /** Reads the plan off a basis of the finest level. */
  readPlan(tree: Tree, masses: Masses, plan: Plan): void {
    plan.collect(tree);
  }

  /** The price of sink t, a node of the finest level, is pi[firstSink() + t]. */
  abstract firstSink(): i32;
}

/** Supplies of the n sources, then of the m sinks. */
export function bipartiteSupply(masses: Masses): F64Array {
  const n: i32 = masses.a.length;
  const m: i32 = masses.b.length;
  const supply: F64Array = f64Array(n + m);
  for (let s: i32 = 0; s < n; s++) supply[s] = masses.a[s];
  for (let t: i32 = 0; t < m; t++) supply[n + t] = -masses.b[t];
  return supply;
}
