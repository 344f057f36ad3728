/**
 * One resolution of a problem. A coarser level joins neighbours; its solution is the start of the finer
 * level.
 */
import { F64Array, f64Array } from "../../arrays";
import { Simplex } from "../simplex/simplex";
import { Tree } from "../simplex/tree";

export abstract class Level {
  finer: Level | null = null;
  pi: F64Array = f64Array(0); // potentials by node at the start, good ones after a coarser level

  constructor(
    readonly supply: F64Array, // by node, negative for demand; integers
  ) {}

  /** A simplex at its start, from the coarser level's where there is one. */
  abstract start(coarser: Simplex | null): Simplex;

  /** Σ units · scale · cost of the plan of a basis of this level. */
  abstract planCost(tree: Tree, scale: f64): f64;
}
