/** Gradients against central differences. */
import { expect } from "vitest";

/** Steps of 2^−17: the differences are right to their square, times the third derivative. */
const STEP = 2 ** -17;

/** `run` answers the value at x and writes its gradient. */
export function expectSlopes(
  x: Float64Array,
  run: (x: Float64Array, grad: Float64Array) => number,
  tolerance = 1e-9,
) {
  const grad = new Float64Array(x.length).fill(Number.NaN);
  const unused = new Float64Array(x.length);
  run(x, grad);
  for (let i = 0; i < x.length; i++) {
    const at = (step: number) => {
      const moved = x.slice();
      moved[i] += step;
      return run(moved, unused);
    };
    const slope = (at(STEP) - at(-STEP)) / (2 * STEP);
    expect(Math.abs(grad[i] - slope)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(slope)));
  }
}
