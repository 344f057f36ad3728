/** A histogram on a grid, as files hold it. */
export interface Matrix {
  /** [length], [rows, columns] or [planes, rows, columns] */
  readonly shape: readonly number[];
  /** weights ≥ 0, row-major */
  readonly values: Float64Array;
}

/** The index of a bin along each axis of a grid, row-major. */
export function gridIndex(bin: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = bin;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}
