/**
 * The start: a basis to pivot from. Here it is the star: every node with mass hangs from the root, so
 * all mass lies on artificial arcs and nothing is assumed about the costs. Sinks hang by an arc that
 * carries flow, sources may not need one, so the star is strongly feasible.
 */
import { F64Array } from "../arrays";
import { Tree } from "./tree";

export function plantStar(tree: Tree, mass: F64Array): void {
  const root: i32 = tree.root;
  let last: i32 = root;
  let count: i32 = 1;
  for (let v: i32 = 0; v < root; v++) {
    if (mass[v] === 0.0) continue;
    tree.parent[v] = root;
    tree.flow[v] = mass[v];
    tree.succNum[v] = 1;
    tree.lastSucc[v] = v;
    tree.thread[last] = v;
    tree.revThread[v] = last;
    last = v;
    count++;
  }
  tree.thread[last] = root;
  tree.revThread[root] = last;
  tree.lastSucc[root] = last;
  tree.succNum[root] = count;
}
