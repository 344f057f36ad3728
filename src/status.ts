/**
 * The one table from a kernel's status to an error. Numbers as in assembly/status.ts. A kernel only
 * says what is wrong; where it is, is looked up here in the caller's own arrays.
 */
import { LARGEST_COST, rejectEmpty, rejectWeights, requireFinite } from "./check";

export const OK = 0;
export const LIMIT = 7;

/** What a call was given, under the names its caller knows. */
export interface Given {
  readonly fn: string;
  /** the first and the second array of weights, with their names */
  readonly weights: readonly (readonly [name: string, values: ArrayLike<number>])[];
  /** weights per histogram; all of them unless given */
  readonly bins?: number;
  /** where costs come from: the matrix, or the coordinates */
  readonly costs?: readonly (readonly [name: string, values: ArrayLike<number>])[];
}

const errors: Record<number, (given: Given) => never> = {
  1: (given) => badWeights(given, 0),
  2: (given) => badWeights(given, 1),
  3: (given) => emptyRow(given, 0),
  4: (given) => emptyRow(given, 1),
  5: unequalTotals,
  6: badCost,
};

/** Throws what the status says; OK passes. */
export function throwUnlessOk(status: number, given: Given): void {
  if (status !== OK) errors[status]?.(given);
}

function badWeights(given: Given, index: number): never {
  const [name, values] = given.weights[index] as [string, ArrayLike<number>];
  return rejectWeights(given.fn, name, values);
}

function emptyRow(given: Given, index: number): never {
  const [name, values] = given.weights[index] as [string, ArrayLike<number>];
  return rejectEmpty(given.fn, name, values, given.bins ?? values.length);
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
