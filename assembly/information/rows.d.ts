/**
 * Measures over rows of histograms: the sum of terms.ts over each pair of rows, in one call.
 *
 * A row is summed in blocks, like the totals: the result has the same bits with and without vectors,
 * and the error does not grow with the length.
 */
import { F64Array } from "../arrays";
/**
 * A measure between rows of p and of q: with `all` every row of p against every row of q, else row r
 * against row r or against q's only row. base 0 stands for nats.
 */
export declare function informationRows(
  measure: i32,
  p: F64Array,
  q: F64Array,
  bins: i32,
  normalize: boolean,
  base: f64,
  all: boolean,
  out: F64Array,
): i32;
