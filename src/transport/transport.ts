/**
 * Exact optimal transport by the network simplex method, for dense, point and grid costs. The solver
 * is described in assembly/transport/simplex/simplex.ts and docs/algorithms.md.
 *
 * Every result carries its own proof: potentials f, g with f[i] + g[j] ≤ cost(i, j) for all pairs make
 * Σ a·f + Σ b·g a lower bound on the cost of any plan (Kantorovich duality; Peyré & Cuturi 2019,
 * prop. 2.4), and `cost − lowerBound` the certified gap.
 */
import { LARGEST_COST } from "../../assembly/limits";
import {
  asNumbers,
  isTypedArray,
  requireKind,
  requireLength,
  requireNumbers,
  requirePositiveInteger,
  requireRows,
  type Weights,
} from "../check";
import { requireOptions } from "../check-options";
import { NODE_BYTES, requireFits } from "../engine/limits";
import { METRIC_ROWS, METRICS, type Metric } from "../metrics";
import { gridShape, gridSpacing } from "./grid-options";
import { solve, TRANSPORT_OPTIONS, type TransportOptions, type TransportResult } from "./solve";

/**
 * Optimal transport for a given ground cost.
 *
 * @param a n masses, b m masses: ≥ 0, finite, each side with some mass
 * @param cost n × m, row-major; a Float32Array is kept as float32. Negative costs are fine
 * @throws RangeError for lengths that do not fit, a bad mass, no mass, unequal totals with
 *   `normalize: false`, a cost that is not finite or above 1e300; MemoryLimitError if it cannot fit
 *
 * @example
 * emd([5, 3], [2, 4, 2], [4, 1, 3, 2, 5, 2], { normalize: false }).cost; // 13
 * emd([1, 1], [1, 1], [0, 1, 1, 0]).plan.target; // [0, 1]
 */
export function emd(
  a: Weights,
  b: Weights,
  cost: ArrayLike<number>,
  options?: TransportOptions,
): TransportResult {
  const fn = "emd";
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireNumbers(fn, "cost", cost);
  requireOptions(fn, options, TRANSPORT_OPTIONS);
  const sizes = `a.length × b.length = ${a.length} × ${b.length}`;
  requireLength(fn, "cost", cost, a.length * b.length, sizes);
  const single = isTypedArray(cost, "Float32Array");
  const costBytes = (single ? 4 : 8) * cost.length;
  requireFits(fn, costBytes, costBytes);

  return solve({
    fn,
    a,
    b,
    costs: [["cost", cost]],
    options,
    bytes: costBytes + 3 * cost.length, // coarser costs, in doubles, take a third of the matrix
    open: (kernels, memory, masses, normalize) =>
      single
        ? kernels.singleProblem(masses.a, masses.b, memory.singles(cost), normalize)
        : kernels.denseProblem(
            masses.a,
            masses.b,
            memory.floats(asNumbers(fn, "cost", cost)),
            normalize,
          ),
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

/** The names of PointsOptions. */
export const POINTS_OPTIONS = [...TRANSPORT_OPTIONS, "dim", "metric", "a", "b"] as const;

/**
 * Optimal transport between two point clouds; the cost is computed as it is read and never stored, so
 * memory is O(n + m).
 *
 * @param x n × dim coordinates, point by point
 * @param y m × dim
 * @throws RangeError as emd, and for lengths that are no multiple of dim or an unknown metric
 *
 * @example
 * emdPoints([0, 0, 3, 4], [0, 0], { dim: 2 }).cost; // 2.5
 */
export function emdPoints(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: PointsOptions,
): TransportResult {
  const fn = "emdPoints";
  requireNumbers(fn, "x", x);
  requireNumbers(fn, "y", y);
  requireOptions(fn, options, POINTS_OPTIONS);
  const dim = options?.dim;
  requirePositiveInteger(fn, "dim", dim);
  const n = requireRows(fn, "x", x, "dim", dim);
  const m = requireRows(fn, "y", y, "dim", dim);
  const bytes = 96 * (x.length + y.length);
  requireFits(fn, bytes + NODE_BYTES * (n + m));
  const a = options.a === undefined ? uniform(n) : options.a;
  const b = options.b === undefined ? uniform(m) : options.b;
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireLength(fn, "a", a, n, "x.length / dim");
  requireLength(fn, "b", b, m, "y.length / dim");
  const metric = metricOf(fn, options.metric);

  return solve({
    fn,
    a,
    b,
    costs: [
      ["x", x],
      ["y", y],
    ],
    options,
    bytes,
    open: (kernels, memory, masses, normalize) =>
      kernels.pointsProblem(
        masses.a,
        masses.b,
        memory.floats(asNumbers(fn, "x", x)),
        memory.floats(asNumbers(fn, "y", y)),
        dim,
        metric.code,
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

/** The names of GridOptions. */
export const GRID_OPTIONS = [...TRANSPORT_OPTIONS, "shape", "metric", "spacing"] as const;

/**
 * Optimal transport between histograms (images, volumes) on one regular grid. Plan and potentials
 * index bins of the grid. Memory is O(bins).
 *
 * @param a masses of the bins, row-major
 * @param b masses of the same bins
 * @throws RangeError as emd, and for a shape that does not match or an unknown metric
 *
 * @example
 * emdGrid([1, 0, 0, 0], [0, 0, 0, 1], { shape: [2, 2], metric: "cityblock" }).cost; // 2
 * emdGrid([1, 0, 0], [0, 0, 1], { shape: [3], spacing: 0.5 }).cost; // 1
 */
export function emdGrid(a: Weights, b: Weights, options: GridOptions): TransportResult {
  const fn = "emdGrid";
  requireNumbers(fn, "a", a);
  requireNumbers(fn, "b", b);
  requireOptions(fn, options, GRID_OPTIONS);
  const shape = gridShape(fn, options?.shape);
  const bins = shape.reduce((product, length) => product * length, 1);
  const product = `the product of shape = ${shape.join(" × ")}`;
  requireLength(fn, "a", a, bins, product);
  requireLength(fn, "b", b, bins, product);
  const spacing = gridSpacing(fn, options.spacing, shape.length);
  const metric = metricOf(fn, options.metric);
  // On a grid of squares the unit is taken out: with whole distances the solver is exact.
  const unit = spacing.every((length) => length === spacing[0]) ? (spacing[0] as number) : 1;
  const scale = metric.degree === 2 ? unit * unit : unit;
  const farthest = Math.max(...shape) * Math.max(...spacing);
  if (!(scale * (farthest / unit) ** 2 <= LARGEST_COST)) {
    throw new RangeError(
      `${fn}: spacing is up to ${Math.max(...spacing)}, expected distances across the grid whose squares are below ${LARGEST_COST}`,
    );
  }

  const axes = 3 - shape.length;
  return solve({
    fn,
    a,
    b,
    options,
    scale,
    bytes: 512 * bins,
    open: (kernels, memory, masses, normalize) =>
      kernels.gridProblem(
        masses.a,
        masses.b,
        memory.integers([...new Array(axes).fill(1), ...shape]),
        memory.floats([...new Array(axes).fill(1), ...spacing.map((length) => length / unit)]),
        metric.code,
        normalize,
      ),
  });
}

function uniform(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function metricOf(fn: string, metric: unknown = "euclidean") {
  requireKind(fn, "metric", metric, METRICS);
  return METRIC_ROWS[metric];
}
