/** The cost of optimal transport between rows of histograms with one ground cost, in one call. */
import { mark, release } from "../arena";
import { F64Array, f64Array } from "../arrays";
import { BAD_COST, OK } from "../status";
import { DenseCosts } from "./costs/dense";
import { advance, Problem, planCost } from "./problem";

/**
 * `all` compares every row of p with every row of q, else row r with row r or with q's only row.
 * Stops at the first pair that cannot be solved and answers why.
 */
export function emdRows(
  p: F64Array,
  q: F64Array,
  cost: F64Array,
  bins: i32,
  normalize: boolean,
  all: boolean,
  out: F64Array,
): i32 {
  const costs: DenseCosts = new DenseCosts(cost, bins, bins);
  if (costs.largest === Infinity) return BAD_COST;
  const pRows: i32 = (p.length / bins) | 0;
  const qRows: i32 = (q.length / bins) | 0;
  const a: F64Array = f64Array(bins);
  const b: F64Array = f64Array(bins);
  const columns: i32 = all ? qRows : 1;
  for (let r: i32 = 0; r < pRows; r++) {
    copyRow(p, r, a);
    for (let c: i32 = 0; c < columns; c++) {
      copyRow(q, all ? c : qRows === 1 ? 0 : r, b);
      const before: i32 = mark();
      const problem: Problem = new Problem(a, b, costs, normalize);
      const status: i32 = problem.status;
      if (status === OK) {
        advance(problem, Infinity);
        out[r * columns + c] = planCost(problem);
      }
      release(before);
      if (status !== OK) return status;
    }
  }
  return OK;
}

function copyRow(rows: F64Array, r: i32, out: F64Array): void {
  for (let i: i32 = 0; i < out.length; i++) out[i] = rows[r * out.length + i];
}
