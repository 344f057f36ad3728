/**
 * One pivot: the arc s → t enters the tree, flow goes around the cycle it closes, and an arc leaves.
 *
 * Sent along s → t, flow rises from t to the apex of the cycle and comes down again to s. On the way
 * up it opposes the arcs that run downwards, on the way down those that run upwards: these lose flow. Of
 * the arcs that lose all of it, the last on the way from the apex along the cycle leaves (Cunningham's
 * rule): first choice is the one nearest to the apex above t, then the one nearest to s.
 */
import { F64Array, I32Array } from "../../arrays";
import { Tree } from "./tree";

/** `reduced` is the reduced cost of s → t. */
export function pivot(tree: Tree, s: i32, t: i32, cost: f64, reduced: f64): void {
  const parent: I32Array = tree.parent;
  const succNum: I32Array = tree.succNum;
  const up: I32Array = tree.up;
  const flow: F64Array = tree.flow;

  // Climb to the apex, the smaller subtree first, and find what blocks on either side.
  let deltaUp: f64 = Infinity; // on the path t … apex
  let leavingUp: i32 = t;
  let deltaDown: f64 = Infinity; // on the path s … apex
  let leavingDown: i32 = s;
  let u: i32 = s;
  let v: i32 = t;
  while (u !== v) {
    if (succNum[u] < succNum[v]) {
      if (up[u] === 1 && flow[u] < deltaDown) {
        deltaDown = flow[u];
        leavingDown = u;
      }
      u = parent[u];
    } else {
      if (up[v] === 0 && flow[v] <= deltaUp) {
        deltaUp = flow[v];
        leavingUp = v;
      }
      v = parent[v];
    }
  }
  const apex: i32 = u;
  const delta: f64 = Math.min(deltaUp, deltaDown);

  if (delta > 0.0) {
    for (v = t; v !== apex; v = parent[v]) flow[v] += up[v] === 1 ? delta : -delta;
    for (u = s; u !== apex; u = parent[u]) flow[u] += up[u] === 1 ? -delta : delta;
  }

  if (deltaUp <= deltaDown) {
    tree.rehang(leavingUp, t, s, apex, 0, cost, delta);
    tree.shiftPotentials(t, -reduced);
  } else {
    tree.rehang(leavingDown, s, t, apex, 1, cost, delta);
    tree.shiftPotentials(s, reduced);
  }
}
