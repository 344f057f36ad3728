/**
 * The one table from a kernel's status to an error. Numbers as in assembly/status.ts. A kernel only
 * says what is wrong; where it is, is looked up here in the caller's own arrays.
 */
import { LARGEST_COST, requireFinite, requireMass, requireWeights } from "./check";
import type { Comparison } from "./comparison";

export const OK = 0;
export const LIMIT = 7;

/** An array under the name that its caller knows. */
type Named = readonly [name: string, values: ArrayLike<number>];

/** What a call was given, under the names its caller knows. */
export interface Given {
  readonly fn: string;
  /** the first and the second array of weights, with their names */
  readonly weights: readonly Named[];
  /** weights per histogram; all of them unless given */
  readonly bins?: number;
  /** where costs come from: the matrix, or the coordinates */
  readonly costs?: readonly Named[];
}

/** The same for histograms that are compared by rows. */
export function givenOf({ fn, P, Q, options }: Comparison): Given {
  return {
    fn,
    weights: [
      ["P", P],
      ["Q", Q],
    ],
    bins: options.bins,
    ...(options.cost && { costs: [["cost", options.cost]] }),
  };
}

const errors: Record<number, (given: Given) => void> = {
  1: (given) => requireWeights(given.fn, ...given.weights[0]),
  2: (given) => requireWeights(given.fn, ...given.weights[1]),
  3: (given) => requireMassOf(given, 0),
  4: (given) => requireMassOf(given, 1),
  5: unequalTotals,
  6: badCost,
};

/** Throws what the status says; OK passes. */
export function throwUnlessOk(status: number, given: Given): void {
  if (status === OK) return;
  errors[status]?.(given);
  throw new RangeError(`${given.fn}: the arguments changed while they were read`);
}

/** What a kernel said of some rows only, as it would say it of all of them: costs first, totals last. */
export function throwFault(given: Given, keepTotals: boolean): void {
  for (const [name, values] of given.costs ?? []) requireFinite(given.fn, name, values);
  for (const status of [1, 2, 3, 4]) errors[status]?.(given);
  if (keepTotals) unequalTotals(given);
}

function requireMassOf({ fn, weights, bins }: Given, index: number): void {
  const [name, values] = weights[index];
  requireMass(fn, name, values, bins ?? values.length);
}

function unequalTotals({ fn, weights, bins }: Given): never {
  const totals = weights.map(([name, values]) => {
    const sum = Array.from(values).reduce((total, weight) => total + weight, 0);
    return `${name} has total mass ${sum}`;
  });
  const remedy = "leave normalize at true to scale both to 1";
  if (weights.every(([, values]) => values.length === (bins ?? values.length))) {
    throw new RangeError(
      `${fn}: ${totals.join(", ")}, expected the same to 1e-9 with normalize: false; ${remedy}`,
    );
  }
  throw new RangeError(
    `${fn}: two rows have different total mass, expected the same to 1e-9 with normalize: false; ${remedy}`,
  );
}

function badCost({ fn, costs = [] }: Given): never {
  for (const [name, values] of costs) requireFinite(fn, name, values);
  throw new RangeError(
    `${fn}: the distance between the farthest points, or its square, is above ${LARGEST_COST}; scale the coordinates down`,
  );
}
