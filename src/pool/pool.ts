/**
 * wasmstein/pool: the heavy functions of wasmstein on worker threads, in Node and in browsers. Results
 * have the same bits as those of the functions themselves, whatever the number of workers.
 */
import {
  rejectKind,
  requireKind,
  requireNumbers,
  requirePositiveInteger,
  type Weights,
} from "../check";
import { requireOptions } from "../check-options";
import {
  arrayOptions,
  BATCH_OPTIONS,
  type BatchOptions,
  type Comparison,
  checkPaired,
  checkPairwise,
  givenOf,
} from "../comparison";
import type { EngineName } from "../engine/engine";
import type { Measure } from "../measures";
import { throwFault } from "../status";
import {
  type Progress,
  TRANSPORT_OPTIONS,
  type TransportOptions,
  type TransportResult,
} from "../transport/solve";
import {
  GRID_OPTIONS,
  type GridOptions,
  POINTS_OPTIONS,
  type PointsOptions,
} from "../transport/transport";
import { Call } from "./call";
import { CALL_OPTIONS, type CallOptions, checkCall } from "./call-options";
import { type Pairs, partsOf } from "./parts";
import { processors, type WorkerSource } from "./platform";
import { Scheduler } from "./scheduler";
import { adoptInputs, Transfer } from "./transfer";

export type { CallOptions, Pairs, WorkerSource };

export interface PoolOptions {
  /** the largest number of workers; they start when there is work. Default: one per processor */
  size?: number | undefined;
  /**
   * the worker's script where your bundler or server puts it elsewhere: the address of a copy of
   * `wasmstein/worker`, or a function that makes a worker
   */
  worker?: WorkerSource;
  /** the engine of the workers; "auto" (default) uses wasm where it can run */
  engine?: EngineName | "auto";
  /** the largest number of calls that are not settled; a further call throws a RangeError. Default 65,536 */
  maxQueue?: number;
}

type BatchCall = BatchOptions & CallOptions<Pairs>;
type SolveCall<O extends TransportOptions> = Omit<O, "onProgress"> & CallOptions<Progress>;

const SOLVE_OPTIONS = {
  emd: TRANSPORT_OPTIONS,
  emdPoints: POINTS_OPTIONS,
  emdGrid: GRID_OPTIONS,
} as const;

export class Pool {
  readonly #scheduler: Scheduler;
  readonly #size: number;

  /** @throws TypeError or RangeError for an invalid size, engine, maxQueue or worker */
  constructor(options: PoolOptions = {}) {
    const fn = "Pool";
    requireOptions(fn, options, ["size", "worker", "engine", "maxQueue"]);
    const { size = processors(), worker, engine = "auto", maxQueue = 2 ** 16 } = options;
    requirePositiveInteger(fn, "size", size);
    requirePositiveInteger(fn, "maxQueue", maxQueue);
    requireKind(fn, "engine", engine, ["wasm", "js", "auto"]);
    const isSource = ["undefined", "string", "function"].includes(typeof worker);
    if (!isSource && !(worker instanceof URL)) {
      rejectKind(fn, "worker", worker, "an address or a function");
    }
    this.#size = size;
    this.#scheduler = new Scheduler({ size, worker, engine, maxQueue });
  }

  /** how many calls are waiting or running */
  get waiting(): number {
    return this.#scheduler.waiting;
  }

  /**
   * As paired of wasmstein. Workers get the rows in parts, so P and Q are always copied, unless they are
   * in shared memory.
   */
  paired(measure: "entropy", P: Weights, options: BatchCall): Promise<Float64Array>;
  paired(
    measure: Exclude<Measure, "entropy">,
    P: Weights,
    Q: Weights,
    options: BatchCall,
  ): Promise<Float64Array>;
  async paired(
    measure: Measure,
    P: Weights,
    Q: Weights | BatchCall,
    options?: BatchCall,
  ): Promise<Float64Array> {
    const comparison = checkPaired(measure, P, Q, options, CALL_OPTIONS);
    return this.#compare(comparison, measure === "entropy" ? (Q as BatchCall) : options);
  }

  /** As pairwise of wasmstein, tile by tile. */
  async pairwise(
    measure: Exclude<Measure, "entropy">,
    P: Weights,
    Q: Weights,
    options: BatchCall,
  ): Promise<Float64Array> {
    return this.#compare(checkPairwise(measure, P, Q, options, CALL_OPTIONS), options);
  }

  /** As emd of wasmstein, on one worker. */
  async emd(
    a: Weights,
    b: Weights,
    cost: ArrayLike<number>,
    options?: SolveCall<TransportOptions>,
  ): Promise<TransportResult> {
    return this.#solve("emd", { a, b, cost }, options, (given, rest) => [
      given.a,
      given.b,
      given.cost,
      rest,
    ]);
  }

  /** As emdPoints of wasmstein, on one worker. */
  async emdPoints(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    options: SolveCall<PointsOptions>,
  ): Promise<TransportResult> {
    const { a, b } = options ?? {};
    return this.#solve("emdPoints", { x, y, a, b }, options, ({ x, y, ...masses }, rest) => [
      x,
      y,
      { ...rest, ...masses },
    ]);
  }

  /** As emdGrid of wasmstein, on one worker. */
  async emdGrid(a: Weights, b: Weights, options: SolveCall<GridOptions>): Promise<TransportResult> {
    const { shape, spacing } = options ?? {};
    const axes = typeof spacing === "object" ? { shape, spacing } : { shape };
    return this.#solve("emdGrid", { a, b, ...axes }, options, ({ a, b, ...axes }, rest) => [
      a,
      b,
      { ...rest, ...axes },
    ]);
  }

  /** Starts all workers and compiles their kernels, so that the first calls need not wait. Optional. */
  async start(): Promise<void> {
    const smallest = () => this.paired("entropy", [1], { bins: 1 });
    await Promise.all(Array.from({ length: this.#size }, smallest)); // each worker gets one
  }

  /** Accepts no more calls, waits for those accepted, and stops the workers. */
  close(): Promise<void> {
    return this.#scheduler.close();
  }

  /** for `await using pool = new Pool()` */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #compare(
    comparison: Comparison,
    options: CallOptions<Pairs> | undefined,
  ): Promise<Float64Array> {
    const { fn, P, Q, out } = comparison;
    const { signal, transfer, onProgress } = checkCall(fn, options, BATCH_OPTIONS);
    this.#scheduler.requireCapacity(fn, signal);
    const results = new Float64Array(out.length);
    const arrays = adoptInputs(fn, { P, Q, ...arrayOptions(comparison.options) }, transfer);
    const { P: p, Q: q, ...shared } = arrays;
    const owned: Comparison = {
      ...comparison,
      P: p,
      Q: q,
      options: { ...comparison.options, ...(shared as Partial<BatchOptions>) },
    };
    const keepTotals = comparison.measure === "emd" && comparison.options.normalize === false;
    const call = new Call({
      fn,
      parts: partsOf(owned, results),
      long: false,
      moved: false,
      signal,
      onProgress,
      // A part counts its rows from 0: the check of the whole input names the right row.
      explain(error) {
        if (error.name === "RangeError") throwFault(givenOf(owned), keepTotals);
      },
    });
    await this.#scheduler.run(call);
    out.set(results);
    return out;
  }

  async #solve<T extends Record<string, unknown>>(
    fn: keyof typeof SOLVE_OPTIONS,
    arrays: T,
    options: SolveCall<Partial<PointsOptions & GridOptions>> | undefined,
    argsOf: (given: T, rest: object) => readonly unknown[],
  ): Promise<TransportResult> {
    const { signal, transfer, onProgress } = checkCall(fn, options, SOLVE_OPTIONS[fn]);
    // Only known options are sent: others may not be cloneable.
    const { normalize, maxPivots, timeLimitMs, dim, metric, spacing } = options ?? {};
    const rest = { normalize, maxPivots, timeLimitMs, dim, metric, spacing };
    this.#scheduler.requireCapacity(fn, signal);
    for (const [name, values] of Object.entries(arrays)) {
      if (values !== undefined) requireNumbers(fn, name, values);
    }
    const given = adoptInputs(fn, arrays, transfer);
    let result: TransportResult | undefined;
    const payload = () => {
      const outgoing = new Transfer(transfer);
      const inputOf = (values: unknown) => outgoing.whole(values as ArrayLike<number>);
      const inputs = Object.fromEntries(
        Object.entries(given).map(([name, values]) => [name, inputOf(values)]),
      );
      return { args: argsOf(inputs as T, rest), transfer: outgoing.list };
    };
    const done = (value: unknown) => {
      result = value as TransportResult;
    };
    await this.#scheduler.run(
      new Call({
        fn,
        parts: [{ payload, done }],
        long: true,
        moved: transfer,
        signal,
        onProgress,
      }),
    );
    return result as TransportResult;
  }
}
