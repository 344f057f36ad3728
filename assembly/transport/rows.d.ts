import { F64Array } from "../arrays";
/**
 * `all` compares every row of p with every row of q, else row r with row r or with q's only row.
 * Stops at the first pair that cannot be solved and answers why.
 */
export declare function emdRows(
  p: F64Array,
  q: F64Array,
  cost: F64Array,
  bins: i32,
  normalize: boolean,
  all: boolean,
  out: F64Array,
): i32;
