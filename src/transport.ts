/**
 * Exact optimal transport by the network simplex method, for dense, point and grid costs. The solver
 * is described in assembly/transport/simplex.ts and docs/algorithms.md.
 *
 * Every result carries its own proof: potentials f, g with f[i] + g[j] ≤ cost(i, j) for all pairs make
 * Σ a·f + Σ b·g a lower bound on the cost of any plan (Kantorovich duality; Peyré & Cuturi 2019,
 * prop. 2.4), and `cost − lowerBound` the certified gap.
 */
import {
  isTypedArray,
  requireBoolean,
  requireFunction,
  requireKind,
  requireLength,
  requireLimit,
  requireNumbers,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
  type Weights,
} from "./check";
import { current } from "./engine/engine";
import type { Floats, Kernels, Memory, Problem } from "./engine/kernels";
import { checkFits } from "./engine/limits";
import { METRICS, type Metric } from "./measures";
import { type Given, LIMIT, throwUnlessOk } from "./status";

/** Working memory per source or sink, at most: tree, masses, plan, potentials and results. */
export const NODE_BYTES = 192;

export interface Progress {
  pivots: number;
  /** of the plan so far */
  cost: number;
  elapsedMs: number;
}

export interface TransportOptions {
  /** true (default): scale both sides to total mass 1. false: totals must agree to 1e-9 relative */
  normalize?: boolean;
  /** stop early with status "limit" and a certified interval [lowerBound, cost] */
  maxPivots?: number;
  /** the same after this many milliseconds; looked at every few milliseconds */
  timeLimitMs?: number;
  /** called every few milliseconds; what it throws ends the call */
  onProgress?: (progress: Progress) => void;
}

export interface TransportResult {
  /** Σ mass · cost over the plan */
  readonly cost: number;
  /** the plan's positive entries, at most n + m − 1, by source then target */
  readonly plan: {
    readonly source: Uint32Array;
    readonly target: Uint32Array;
    readonly mass: Float64Array;
  };
  /** Kantorovich potentials f, g with f[i] + g[j] ≤ cost(i, j) for ALL i and j, zero-mass atoms included */
  readonly potentials: { readonly source: Float64Array; readonly target: Float64Array };
  /** Σ a·f + Σ b·g: no plan is cheaper. cost − lowerBound is the certified gap */
  readonly lowerBound: number;
  readonly status: "optimal" | "limit";
  readonly pivots: number;
}

/**
 * Optimal transport for a given ground cost.
 *
 * @param a n masses, b m masses: ≥ 0, finite, each side with some mass
 * @param cost n × m, row-major; a Float32Array is kept as float32. Negative costs are fine
 * @throws RangeError for lengths that do not fit, a bad mass, no mass, unequal totals with
 *   `normalize: false`, a cost that is not finite or above 1e300; MemoryLimitError if it cannot fit
 */
export function emd(
  a: Weights,
  b: Weights,
  cost: Weights,
  options?: TransportOptions,
): TransportResult {
  const fn = "emd";
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireNumbers(fn, "cost", cost);
  const sizes = `a.length × b.length = ${a.length} × ${b.length}`;
  requireLength(fn, "cost", cost, a.length * b.length, sizes);
  const single = isTypedArray(cost, "Float32Array");
  const costBytes = (single ? 4 : 8) * cost.length;
  checkFits(costBytes, costBytes);

  return solve({
    given: {
      fn,
      weights: [
        ["a", a],
        ["b", b],
      ],
      costs: [["cost", cost]],
    },
    options,
    bytes: costBytes,
    open: (kernels, memory, supply, demand, normalize) =>
      single
        ? kernels.singleProblem(supply, demand, memory.singles(cost), normalize)
        : kernels.denseProblem(supply, demand, memory.floats(cost), normalize),
  });
}

export interface PointsOptions extends TransportOptions {
  /** coordinates per point */
  dim: number;
  /** default "euclidean" */
  metric?: Metric;
  /** masses of x; uniform by default */
  a?: Weights;
  /** masses of y; uniform by default */
  b?: Weights;
}

/**
 * Optimal transport between two point clouds; the cost is computed as it is read and never stored, so
 * memory is O(n + m).
 *
 * @param x n × dim coordinates, point by point
 * @param y m × dim
 * @throws RangeError as emd, and for lengths that are no multiple of dim or an unknown metric
 */
export function emdPoints(x: Weights, y: Weights, options: PointsOptions): TransportResult {
  const fn = "emdPoints";
  requireNumbers(fn, "x", x);
  requireNumbers(fn, "y", y);
  requireOptions(fn, options);
  const dim = options?.dim;
  requirePositiveInteger(fn, "dim", dim);
  const a = options.a ?? uniform(pointsOf(fn, "x", x, dim));
  const b = options.b ?? uniform(pointsOf(fn, "y", y, dim));
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireLength(fn, "a", a, pointsOf(fn, "x", x, dim), "x.length / dim");
  requireLength(fn, "b", b, pointsOf(fn, "y", y, dim), "y.length / dim");
  const metric = metricCode(fn, options.metric);

  return solve({
    given: {
      fn,
      weights: [
        ["a", a],
        ["b", b],
      ],
      costs: [
        ["x", x],
        ["y", y],
      ],
    },
    options,
    bytes: 8 * (x.length + 2 * y.length),
    open: (kernels, memory, supply, demand, normalize) =>
      kernels.pointsProblem(
        supply,
        demand,
        memory.floats(x),
        memory.floats(y),
        dim,
        metric,
        normalize,
      ),
  });
}

export interface GridOptions extends TransportOptions {
  /** [length], [rows, columns] or [planes, rows, columns]; both histograms live on it, row-major */
  shape: readonly number[];
  /** default "euclidean" */
  metric?: Metric;
  /** distance between neighbouring bins, one for all axes or one per axis; default 1 */
  spacing?: number | readonly number[];
}

/**
 * Optimal transport between histograms (images, volumes) on one regular grid. Plan and potentials
 * index bins of the grid. Memory is O(bins).
 *
 * @param a masses of the bins, row-major
 * @param b masses of the same bins
 * @throws RangeError as emd, and for a shape that does not match or an unknown metric
 */
export function emdGrid(a: Weights, b: Weights, options: GridOptions): TransportResult {
  const fn = "emdGrid";
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireOptions(fn, options);
  const shape = gridShape(fn, options?.shape);
  const bins = shape.reduce((product, length) => product * length, 1);
  const product = `the product of shape = ${shape.join(" × ")}`;
  requireLength(fn, "a", a, bins, product);
  requireLength(fn, "b", b, bins, product);
  const spacing = gridSpacing(fn, options.spacing, shape.length);
  const metric = metricCode(fn, options.metric);
  // On a grid of squares the unit is taken out: with whole distances the solver is exact.
  const unit = spacing.every((length) => length === spacing[0]) ? (spacing[0] as number) : 1;
  const scale = options.metric === "sqeuclidean" ? unit * unit : unit;

  const axes = 3 - shape.length;
  return solve({
    given: {
      fn,
      weights: [
        ["a", a],
        ["b", b],
      ],
    },
    options,
    scale,
    bytes: 64 * bins,
    open: (kernels, memory, supply, demand, normalize) =>
      kernels.gridProblem(
        supply,
        demand,
        memory.integers([...new Array(axes).fill(1), ...shape]),
        memory.floats([...new Array(axes).fill(1), ...spacing.map((length) => length / unit)]),
        metric,
        normalize,
      ),
  });
}

function pointsOf(fn: string, name: string, points: Weights, dim: number): number {
  if (points.length % dim === 0) return points.length / dim;
  throw new RangeError(
    `${fn}: ${name} has ${points.length} entries, expected a multiple of dim = ${dim}`,
  );
}

function uniform(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function metricCode(fn: string, metric: unknown = "euclidean"): number {
  requireKind(fn, "metric", metric, METRICS);
  return METRICS.indexOf(metric);
}

function gridShape(fn: string, shape: unknown): number[] {
  requireNumbers(fn, "shape", shape);
  if (shape.length > 3) {
    throw new RangeError(`${fn}: shape has ${shape.length} entries, expected 1 to 3 axes`);
  }
  const axes = Array.from(shape);
  axes.forEach((length, axis) => {
    requirePositiveInteger(fn, `shape[${axis}]`, length);
  });
  return axes;
}

function gridSpacing(fn: string, spacing: unknown, axes: number): number[] {
  if (spacing === undefined || typeof spacing === "number") {
    const length = spacing ?? 1;
    requirePositive(fn, "spacing", length);
    return new Array(axes).fill(length);
  }
  requireNumbers(fn, "spacing", spacing);
  requireLength(fn, "spacing", spacing, axes, "shape.length");
  const lengths = Array.from(spacing);
  lengths.forEach((length, axis) => {
    requirePositive(fn, `spacing[${axis}]`, length);
  });
  return lengths;
}

/** A transport problem as the three functions above state it. */
interface Task {
  readonly given: Given;
  readonly options: TransportOptions | undefined;
  /** what costs are multiplied by, from the solver's unit to the user's */
  readonly scale?: number;
  /** memory beyond what every problem needs */
  readonly bytes: number;
  open(
    kernels: Kernels,
    memory: Memory,
    supply: Floats,
    demand: Floats,
    normalize: boolean,
  ): Problem;
}

function solve({ given, options = {}, scale = 1, bytes, open }: Task): TransportResult {
  const { fn } = given;
  requireOptions(fn, options);
  const normalize = requireBoolean(fn, "normalize", options.normalize, true);
  const maxPivots = requireLimit(fn, "maxPivots", options.maxPivots, true);
  const timeLimitMs = requireLimit(fn, "timeLimitMs", options.timeLimitMs, false);
  requireFunction(fn, "onProgress", options.onProgress);
  const [a, b] = given.weights.map(([, masses]) => masses) as [Weights, Weights];
  const nodes = a.length + b.length;

  return current().call(bytes + NODE_BYTES * nodes, (kernels, memory) => {
    const problem = open(kernels, memory, memory.floats(a), memory.floats(b), normalize);
    throwUnlessOk(kernels.problemStatus(problem), given);
    const limits = { maxPivots, timeLimitMs, onProgress: options.onProgress, scale };
    const status = pivotWithin(kernels, problem, limits) === LIMIT ? "limit" : "optimal";
    return readResult(kernels, memory, problem, a.length, b.length, scale, status);
  });
}

/** Time between looks at the clock. */
const SLICE_MS = 8;

interface Limits {
  readonly maxPivots: number;
  readonly timeLimitMs: number;
  readonly onProgress: TransportOptions["onProgress"];
  readonly scale: number;
}

/** Pivots to the optimum or to a limit. The order of pivots does not depend on the clock. */
function pivotWithin(kernels: Kernels, problem: Problem, limits: Limits): number {
  const { maxPivots, timeLimitMs, onProgress, scale } = limits;
  if (timeLimitMs === Infinity && !onProgress) return kernels.advance(problem, maxPivots);
  const start = performance.now();
  let slice = 64;
  for (let left = maxPivots, elapsedMs = 0; ; ) {
    if (elapsedMs >= timeLimitMs) return LIMIT;
    const before = elapsedMs;
    const status = kernels.advance(problem, Math.min(slice, left));
    elapsedMs = performance.now() - start;
    left -= slice;
    if (status !== LIMIT || left <= 0) return status;
    slice = elapsedMs - before < SLICE_MS ? slice * 2 : Math.max(1, slice >> 1);
    if (onProgress) {
      const pivots = kernels.pivotCount(problem);
      onProgress({ pivots, cost: kernels.planCost(problem) * scale, elapsedMs });
    }
  }
}

function readResult(
  kernels: Kernels,
  memory: Memory,
  problem: Problem,
  n: number,
  m: number,
  scale: number,
  status: TransportResult["status"],
): TransportResult {
  const cost = kernels.planCost(problem) * scale;
  const entries = kernels.planSize(problem);
  const source = memory.newIntegers(entries);
  const target = memory.newIntegers(entries);
  const mass = memory.newFloats(entries);
  kernels.readPlan(problem, source, target, mass);
  const f = memory.newFloats(n);
  const g = memory.newFloats(m);
  // Rounding may leave the bound a hair above the cost of the plan that attains it.
  const lowerBound = Math.min(cost, kernels.readPotentials(problem, f, g) * scale);
  return {
    cost,
    plan: {
      source: memory.readIntegers(source, entries),
      target: memory.readIntegers(target, entries),
      mass: memory.readFloats(mass, entries),
    },
    potentials: {
      source: scaled(memory.readFloats(f, n), scale),
      target: scaled(memory.readFloats(g, m), scale),
    },
    lowerBound,
    status,
    pivots: kernels.pivotCount(problem),
  };
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return factor === 1 ? values : values.map((value) => value * factor);
}
