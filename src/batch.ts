/**
 * Many histograms in one call: rows of P against rows of Q, or every row against every row. Matrices
 * are row-major, `bins` weights to a row.
 */
import { asNumbers, type Weights } from "./check";
import {
  type BatchOptions,
  type Comparison,
  checkPaired,
  checkPairwise,
  givenOf,
} from "./comparison";
import { current } from "./engine/engine";
import { MEASURE_ROWS, type Measure } from "./measures";
import { throwUnlessOk } from "./status";

/**
 * Row r of P against row r of Q, or against Q's only row; "entropy" takes no Q.
 *
 * @param P rows × bins
 * @param Q rows × bins or 1 × bins
 * @returns one value per row of P: `options.out` if given
 * @throws RangeError for an unknown measure, lengths that do not fit, a bad weight or a row without
 *   mass; nothing is written then
 *
 * @example
 * paired("total-variation", [1, 1, 3, 1], [1, 1], { bins: 2 }); // [0, 0.25]
 * paired("entropy", [1, 1, 1, 0], { bins: 2, base: 2 }); // [1, 0]
 */
export function paired(measure: "entropy", P: Weights, options: BatchOptions): Float64Array;
export function paired(
  measure: Exclude<Measure, "entropy">,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
): Float64Array;
export function paired(
  measure: Measure,
  P: Weights,
  Q: Weights | BatchOptions,
  options?: BatchOptions,
): Float64Array {
  return compare(checkPaired(measure, P, Q, options));
}

/**
 * Every row of P against every row of Q.
 *
 * @param P m × bins
 * @param Q n × bins
 * @returns m × n values, row-major: `options.out` if given
 * @throws RangeError as paired
 *
 * @example
 * pairwise("total-variation", [1, 1, 3, 1], [1, 1, 1, 0], { bins: 2 }); // [0, 0.5, 0.25, 0.25]
 */
export function pairwise(
  measure: Exclude<Measure, "entropy">,
  P: Weights,
  Q: Weights,
  options: BatchOptions,
): Float64Array {
  return compare(checkPairwise(measure, P, Q, options));
}

function compare(comparison: Comparison): Float64Array {
  const { fn, measure, every, P, Q, pRows, qRows, options, out } = comparison;
  if (out.length === 0) return out;
  const { bytes, run } = MEASURE_ROWS[measure].kernel(options.bins, options, every, fn);
  const total = 8 * (P.length + Q.length + out.length) + 16 * (pRows + qRows) + bytes;
  return current().call(fn, total, (kernels, memory) => {
    const p = memory.floats(asNumbers(fn, "P", P));
    const q = Q === P ? p : memory.floats(asNumbers(fn, "Q", Q));
    const result = memory.newFloats(out.length);
    throwUnlessOk(run(kernels, memory, p, q, result), givenOf(comparison));
    memory.copyFloats(result, out);
    return out;
  });
}
