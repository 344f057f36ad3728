import { Tree } from "./tree";
/** t is the sink's node; `reduced` is the reduced cost of s → t. */
export declare function pivot(tree: Tree, s: i32, t: i32, reduced: f64): void;
