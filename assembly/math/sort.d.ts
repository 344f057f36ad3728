/**
 * Sorting by a key: stable merge sort from the bottom up, n·log n comparisons and one buffer.
 * Equal keys keep their order, so the result does not depend on the engine.
 */
import { F64Array, I32Array } from "../arrays";
/** Permutes `order` so that key[order[0]] ≤ key[order[1]] ≤ …; no key is NaN. */
export declare function sortByKey(order: I32Array, key: F64Array): void;
