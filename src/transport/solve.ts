/**
 * Solves a transport problem, whatever its costs: opens it, pivots to the optimum or to a limit, reads
 * plan, potentials and bound.
 */
import { asNumbers, requireBoolean, requireFunction, requireLimit, type Weights } from "../check";
import { current } from "../engine/engine";
import type { Floats, Kernels, Memory, Problem } from "../engine/kernels";
import { NODE_BYTES, SMALL_BYTES } from "../engine/limits";
import { LIMIT, type Named, throwUnlessOk } from "../status";

export interface Progress {
  pivots: number;
  /** cost of the current plan, at the level that is being solved, which may be a coarse one */
  cost: number;
  elapsedMs: number;
}

export interface TransportOptions {
  /** true (default): scale both sides to total mass 1. false: totals must agree to 1e-9 relative */
  normalize?: boolean;
  /** stop early with status "limit" and a certified interval [lowerBound, cost] */
  maxPivots?: number;
  /**
   * stop after about this many milliseconds, as maxPivots does. The clock is checked every few
   * milliseconds; building the plan and the bound afterwards takes extra time
   */
  timeLimitMs?: number;
  /** called every few milliseconds; what it throws ends the call */
  onProgress?: (progress: Progress) => void;
}

/** The names of TransportOptions. */
export const TRANSPORT_OPTIONS = ["normalize", "maxPivots", "timeLimitMs", "onProgress"] as const;

/**
 * A plan, its cost and the proof that no plan is much cheaper.
 *
 * @example
 * const { cost, lowerBound, plan } = emd([5, 3], [2, 4, 2], [4, 1, 3, 2, 5, 2], { normalize: false });
 * [cost, lowerBound]; // [13, 13]
 * Array.from(plan.mass, (mass, k) => [plan.source[k], plan.target[k], mass]); // [[0, 1, 4], [0, 2, 1], [1, 0, 2], [1, 2, 1]]
 */
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

/** A transport problem as emd, emdPoints and emdGrid state it. */
export interface TransportTask {
  readonly fn: string;
  /** masses of the sources and of the targets */
  readonly a: Weights;
  readonly b: Weights;
  /** where costs come from, for the messages about them: the matrix, or the coordinates */
  readonly costs?: readonly Named[];
  readonly options: TransportOptions | undefined;
  /** what costs are multiplied by, from the solver's unit to the user's */
  readonly scale?: number;
  /** memory beyond what every problem needs */
  readonly bytes: number;
  open(kernels: Kernels, memory: Memory, masses: Masses, normalize: boolean): Problem;
}

/** The masses of both sides as the kernels take them. */
interface Masses {
  readonly a: Floats;
  readonly b: Floats;
}

export function solve(task: TransportTask): TransportResult {
  const { fn, a, b, costs = [], options = {}, scale = 1 } = task;
  const normalize = requireBoolean(fn, "normalize", options.normalize, true);
  const maxPivots = requireLimit(fn, "maxPivots", options.maxPivots, true);
  const timeLimitMs = requireLimit(fn, "timeLimitMs", options.timeLimitMs, false);
  requireFunction(fn, "onProgress", options.onProgress);
  const bytes = task.bytes + NODE_BYTES * (a.length + b.length) + SMALL_BYTES;

  return current().call(fn, bytes, (kernels, memory) => {
    const masses = {
      a: memory.floats(asNumbers(fn, "a", a)),
      b: memory.floats(asNumbers(fn, "b", b)),
    };
    const problem = task.open(kernels, memory, masses, normalize);
    throwUnlessOk(kernels.problemStatus(problem), {
      fn,
      weights: [
        ["a", a],
        ["b", b],
      ],
      costs,
    });
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
      onProgress({ pivots, cost: kernels.costSoFar(problem) * scale, elapsedMs });
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
  const cost = kernels.finish(problem) * scale;
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
