/**
 * The one table from a kernel's status to an error. A kernel returns only what is wrong; where it is, is
 * looked up here in the caller's own arrays.
 */
import { LARGEST_COST, TOTALS_AGREE } from "../assembly/limits";
import {
  BAD_COST,
  BAD_FIRST,
  BAD_SECOND,
  BAD_THIRD,
  EMPTY_FIRST,
  EMPTY_SECOND,
  LIMIT,
  OK,
  UNEQUAL_TOTALS,
} from "../assembly/status";
import { requireFinite, requireMass, requireWeights } from "./check";

export { LIMIT, OK };

/** An array under the name that its caller knows. */
export type Named = readonly [name: string, values: ArrayLike<number>];

/** An argument of a kernel. `check` throws for an entry that the kernel refuses: one that is no weight, unless given. */
export type Argument = readonly [...Named, check?: () => void];

/** The arrays that a call was given, under the names its caller knows: what messages are made of. */
export interface Given {
  readonly fn: string;
  /** the first, the second and the third argument of the kernel */
  readonly weights: readonly Argument[];
  /** weights per histogram; all of them unless given */
  readonly bins?: number;
  /** where costs come from: the matrix, or the coordinates */
  readonly costs?: readonly Named[];
}

const errors: Record<number, (given: Given) => void> = {
  [BAD_FIRST]: (given) => requireEntries(given, 0),
  [BAD_SECOND]: (given) => requireEntries(given, 1),
  [BAD_THIRD]: (given) => requireEntries(given, 2),
  [EMPTY_FIRST]: (given) => requireMassOf(given, 0),
  [EMPTY_SECOND]: (given) => requireMassOf(given, 1),
  [UNEQUAL_TOTALS]: unequalTotals,
  [BAD_COST]: badCost,
};

/** Throws the error of a status; OK passes. */
export function throwUnlessOk(status: number, given: Given): void {
  if (status === OK) return;
  errors[status]?.(given);
  throw new RangeError(`${given.fn}: an argument array was modified during the call`);
}

/** Re-checks the whole input after one part of it failed, in the order of a single call: costs first, totals last. */
export function throwFault(given: Given, keepTotals: boolean): void {
  for (const [name, values] of given.costs ?? []) requireFinite(given.fn, name, values);
  for (const status of [BAD_FIRST, BAD_SECOND, EMPTY_FIRST, EMPTY_SECOND]) errors[status]?.(given);
  if (keepTotals) unequalTotals(given);
}

function requireEntries({ fn, weights }: Given, index: number): void {
  const [name, values, check = () => requireWeights(fn, name, values)] = weights[index];
  check();
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
      `${fn}: ${totals.join(", ")}, expected the same to ${TOTALS_AGREE} with normalize: false; ${remedy}`,
    );
  }
  throw new RangeError(
    `${fn}: two rows have different total mass, expected the same to ${TOTALS_AGREE} with normalize: false; ${remedy}`,
  );
}

function badCost({ fn, costs = [] }: Given): never {
  for (const [name, values] of costs) requireFinite(fn, name, values);
  throw new RangeError(
    `${fn}: the distance between the farthest points, or its square, is above ${LARGEST_COST}; scale the coordinates down`,
  );
}
