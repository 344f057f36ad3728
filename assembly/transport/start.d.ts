/**
 * The start: a basis to pivot from. Here it is the star: every node with mass hangs from the root, so
 * all mass lies on artificial arcs and nothing is assumed about the costs. Sinks hang by an arc that
 * carries flow, sources may not need one, so the star is strongly feasible.
 */
import { F64Array } from "../arrays";
import { Tree } from "./tree";
export declare function plantStar(tree: Tree, mass: F64Array): void;
