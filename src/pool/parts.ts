/**
 * A comparison of many histograms in parts that fit a worker. Rows are independent but for the runs of
 * pairs from which `emd` starts (assembly/transport/runs.ts); parts begin where runs do, so their results
 * have the same bits as those of one call, however they are split.
 */
import { WARM_BINS, WARM_RUN } from "../../assembly/transport/runs";
import { arrayOptions, type Comparison } from "../comparison";
import { MEASURE_ROWS } from "../measures";
import type { Part } from "./call";
import { Transfer } from "./transfer";

/** Weights that a part compares, and pairs of bins for "emd": some ten milliseconds' worth. */
const WEIGHTS = 2 ** 20;
const BIN_PAIRS = 2 ** 18;
/** Pairs of a part of "emd" where pairs are solved one by one: enough work to be worth a copy of the cost. */
const COLD_PAIRS = 4;

export interface Pairs {
  /** pairs compared so far */
  done: number;
  total: number;
}

export function* partsOf(comparison: Comparison, results: Float64Array): Generator<Part> {
  const { measure, every, pRows, qRows, options } = comparison;
  const { bins } = options;
  const unit = measure === "emd" && bins > WARM_BINS ? COLD_PAIRS : WARM_RUN;
  const whole = (pairs: number) => unit * Math.max(1, Math.floor(pairs / unit));
  const pairs = whole(measure === "emd" ? BIN_PAIRS / (bins * bins) : WEIGHTS / bins);
  const progress: Pairs = { done: 0, total: results.length };
  if (!every) {
    for (let from = 0; from < pRows; from += pairs) {
      const rows: Range = [from, Math.min(from + pairs, pRows)];
      yield part(comparison, rows, qRows === 1 ? [0, 1] : rows, results, progress);
    }
    return;
  }
  const width = Math.min(whole(Math.sqrt(pairs)), qRows);
  const height = Math.max(1, Math.floor(pairs / width));
  for (let from = 0; from < pRows; from += height) {
    const rows: Range = [from, Math.min(from + height, pRows)];
    for (let at = 0; at < qRows; at += width) {
      yield part(comparison, rows, [at, Math.min(at + width, qRows)], results, progress);
    }
  }
}

type Range = readonly [from: number, to: number];

function part(
  { measure, every, P, Q, qRows, options }: Comparison,
  rows: Range,
  columns: Range,
  results: Float64Array,
  progress: Pairs,
): Part {
  const { bins } = options;
  return {
    payload() {
      const transfer = new Transfer();
      const shared: Record<string, unknown> = { ...options };
      for (const [name, values] of Object.entries(arrayOptions(options))) {
        shared[name] = transfer.whole(values);
      }
      const p = transfer.part(P, rows[0] * bins, rows[1] * bins);
      if (!MEASURE_ROWS[measure].isOfPairs)
        return { args: [measure, p, shared], transfer: transfer.list };
      const q = transfer.part(Q, columns[0] * bins, columns[1] * bins);
      return { args: [measure, p, q, shared], transfer: transfer.list };
    },
    done(result) {
      const values = result as Float64Array;
      const width = every ? columns[1] - columns[0] : rows[1] - rows[0];
      const stride = every ? qRows : width;
      const first = every ? rows[0] * qRows + columns[0] : rows[0];
      for (let k = 0; k * width < values.length; k++) {
        results.set(values.subarray(k * width, (k + 1) * width), first + k * stride);
      }
      progress.done += values.length;
      return { ...progress };
    },
  };
}
