/** Kernels that take row after row, over inputs of any size: through the same few blocks of memory. */
import { current } from "../engine/engine";
import type { Floats, Kernels } from "../engine/kernels";
import { SMALL_BYTES } from "../engine/limits";
import { type Given, throwUnlessOk } from "../status";

/** Entries of a block; blocks of the inputs and the gradient together fit the second cache. */
const BLOCK = 2 ** 15;

/** A typed array with `per` entries per row. */
export interface Columns {
  readonly values: ArrayLike<number>;
  readonly per: number;
}

export interface RowWise {
  /** the arguments, for the messages about them */
  readonly given: Given;
  readonly rows: number;
  /** the first has the gradient's shape */
  readonly inputs: readonly Columns[];
  /** arrays that every block takes as they are */
  readonly constants?: readonly ArrayLike<number>[];
  readonly grad: Float64Array | undefined;
  /** a kernel over `count` rows; returns a Status */
  run(
    kernels: Kernels,
    inputs: readonly Floats[],
    constants: readonly Floats[],
    count: number,
    losses: Floats,
    gradient: Floats,
  ): number;
}

/** The loss of each row; the gradient, where one is asked for, is written block by block. */
export function byRows({ given, rows, inputs, constants = [], grad, run }: RowWise): Float64Array {
  const width = inputs[0].per;
  const height = Math.max(1, Math.min(rows, Math.floor(BLOCK / width)));
  const fixed = constants.reduce((total, { length }) => total + length, 0);
  const perRow = inputs.reduce((total, { per }) => total + per, width + 1);
  const losses = new Float64Array(rows);
  return current().call(
    given.fn,
    8 * (fixed + height * perRow + width) + SMALL_BYTES,
    (kernels, memory) => {
      const constant = constants.map((values) => memory.floats(values));
      const blocks = inputs.map(({ per }) => memory.newFloats(height * per));
      const out = memory.newFloats(height);
      const gradient = memory.newFloats(height * width);
      for (let from = 0; from < rows; from += height) {
        const to = Math.min(from + height, rows);
        inputs.forEach(({ values, per }, k) => {
          memory.writeFloats(blocks[k], section(values, from * per, to * per));
        });
        const status = run(kernels, blocks, constant, to - from, out, gradient);
        throwUnlessOk(status, given);
        memory.copyFloats(out, losses.subarray(from, to));
        if (grad) memory.copyFloats(gradient, grad.subarray(from * width, to * width));
      }
      return losses;
    },
  );
}

function section(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return (values as Float64Array).subarray(from, to);
}
