/** The options that describe a grid: its shape and the spacing of its bins. */
import { requireLength, requireNumbers, requirePositive, requirePositiveInteger } from "../check";

/** The lengths of the axes: 1 to 3 of them. */
export function gridShape(fn: string, shape: unknown): number[] {
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

/** The distance between neighbouring bins for each axis. */
export function gridSpacing(fn: string, spacing: unknown, axes: number): number[] {
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
