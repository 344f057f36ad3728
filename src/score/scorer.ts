/** Scores batches of rows on a pool. Each measure gives a column of results. */
import { WARM_BINS } from "../../assembly/transport/runs";
import type { BatchOptions } from "../comparison";
import type { Measure } from "../measures";
import type { Pool } from "../pool/pool";
import { Batch, type Buffers, type Group } from "./batch";
import { gridCost } from "./grid-cost";
import { SCORE_OPTIONS, type ScoreSpec } from "./spec";

export class Scorer {
  readonly #pool: Pool;
  readonly #spec: ScoreSpec;
  readonly #signal: AbortSignal | undefined;
  readonly #bins: number | undefined; // required of every row
  readonly #options: Omit<BatchOptions, "bins">;
  readonly #spares: Buffers[] = []; // to be reused

  constructor(pool: Pool, spec: ScoreSpec, signal?: AbortSignal) {
    this.#pool = pool;
    this.#spec = spec;
    this.#signal = signal;
    this.#bins = binsOf(spec);
    const { grid } = spec;
    const small = grid && (this.#bins as number) <= WARM_BINS;
    const cost = spec.cost ?? (small ? gridCost(grid) : undefined);
    const options = Object.fromEntries(SCORE_OPTIONS.map((name) => [name, spec[name]]));
    this.#options = cost ? { ...options, cost: inSharedMemory(cost) } : options;
  }

  newBatch(): Batch {
    const { p, q = p } = this.#spec;
    return new Batch(p, q, this.#bins, this.#spares);
  }

  /** Results by measure, then by row of the batch; NaN where the row is bad. */
  async score(batch: Batch): Promise<Float64Array[]> {
    const columns = await Promise.all(
      this.#spec.measures.map(async (measure) => {
        const column = new Float64Array(batch.rows).fill(Number.NaN);
        for (const group of batch.groups.values()) {
          const values = await this.#compare(measure, group);
          if (values.length === batch.rows) return values; // all rows are good and in one group
          group.rows.forEach((row, k) => {
            column[row] = values[k];
          });
        }
        return column;
      }),
    );
    for (const { buffers } of batch.groups.values()) this.#spares.push(buffers);
    return columns;
  }

  #compare(measure: Measure, { bins, buffers, rows }: Group): Promise<Float64Array> {
    const P = buffers.p.subarray(0, rows.length * bins);
    const Q = buffers.q.subarray(0, rows.length * bins);
    const options = { ...this.#options, bins, signal: this.#signal };
    if (measure === "entropy") return this.#pool.paired(measure, P, options);
    if (measure === "emd" && !options.cost) return this.#onGrid(P, Q, bins);
    return this.#pool.paired(measure, P, Q, options);
  }

  async #onGrid(P: Float64Array, Q: Float64Array, bins: number): Promise<Float64Array> {
    const { shape, metric } = this.#spec.grid as NonNullable<ScoreSpec["grid"]>;
    const solves = Array.from({ length: P.length / bins }, (_, row) => {
      const a = P.subarray(row * bins, (row + 1) * bins);
      const b = Q.subarray(row * bins, (row + 1) * bins);
      return this.#pool.emdGrid(a, b, { shape, metric, signal: this.#signal });
    });
    const results = await Promise.all(solves);
    return Float64Array.from(results, ({ cost }) => cost);
  }
}

/** The number of bins that follows from the spec, if any does. */
function binsOf({ measures, cost, grid, positions }: ScoreSpec): number | undefined {
  if (measures.includes("emd")) {
    if (grid) return grid.shape.reduce((product, length) => product * length, 1);
    if (cost) return Math.sqrt(cost.length);
  }
  return measures.includes("wasserstein") ? positions?.length : undefined;
}

function inSharedMemory(values: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(8 * values.length));
  copy.set(values);
  return copy;
}
