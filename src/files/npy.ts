/**
 * NumPy's file of one array, versions 1.0 to 3.0: six bytes of magic, two of the version, the length of
 * the header (16 bits in version 1.0, 32 later), the header, which is a Python dict in text, and the
 * entries. References: NEP 1, "A simple file format for NumPy arrays"; numpy.lib.format.
 */
import { gridIndex, type Matrix } from "./grid";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

type Read = (view: DataView, offset: number, little: boolean) => number;

/** Reads one entry, by NumPy's type letter and size in bytes. Integers beyond 2⁵³ are rounded. */
const TYPES: Readonly<Record<string, Read>> = {
  b1: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1),
  i1: (view, offset) => view.getInt8(offset),
  i2: (view, offset, little) => view.getInt16(offset, little),
  i4: (view, offset, little) => view.getInt32(offset, little),
  i8: (view, offset, little) => Number(view.getBigInt64(offset, little)),
  u1: (view, offset) => view.getUint8(offset),
  u2: (view, offset, little) => view.getUint16(offset, little),
  u4: (view, offset, little) => view.getUint32(offset, little),
  u8: (view, offset, little) => Number(view.getBigUint64(offset, little)),
  f4: (view, offset, little) => view.getFloat32(offset, little),
  f8: (view, offset, little) => view.getFloat64(offset, little),
};

export function readNpy(bytes: Uint8Array): Matrix {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { text, start } = headerOf(bytes, view);
  const { little, type } = typeOf(text);
  const shape = shapeOf(text);
  const size = Number(type[1]);
  const count = shape.reduce((product, length) => product * length, 1);
  const entries = bytes.length - start;
  if (entries !== count * size) {
    const product = `${shape.join(" × ")} × ${size} = ${count * size}`;
    throw new RangeError(`has ${entries} bytes of entries, expected ${product}`);
  }
  const read = TYPES[type] as Read;
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) values[k] = read(view, start + k * size, little);
  const rowMajor = /'fortran_order'\s*:\s*True/.test(text) ? fromColumns(values, shape) : values;
  requireWeights(rowMajor, shape);
  return { shape, values: rowMajor };
}

function headerOf(bytes: Uint8Array, view: DataView): { text: string; start: number } {
  if (MAGIC.some((byte, k) => bytes[k] !== byte)) {
    throw new RangeError(
      "does not begin as an NPY file; numpy.save writes one, numpy.savez does not",
    );
  }
  const [major, minor] = bytes.subarray(6, 8);
  if (!(major >= 1 && major <= 3 && minor === 0)) {
    throw new RangeError(`is of NPY version ${major}.${minor}, expected 1.0, 2.0 or 3.0`);
  }
  const from = major === 1 ? 10 : 12;
  const length =
    bytes.length < from
      ? Infinity
      : major === 1
        ? view.getUint16(8, true)
        : view.getUint32(8, true);
  if (from + length > bytes.length) throw new RangeError("ends within its header");
  const text = new TextDecoder().decode(bytes.subarray(from, from + length));
  return { text, start: from + length };
}

function typeOf(header: string): { little: boolean; type: string } {
  const found = /'descr'\s*:\s*'([^']*)'/.exec(header);
  const [, order, type] = /^([<>|])(\w+)$/.exec(found?.[1] ?? "") ?? [];
  // Only single bytes have the order "|".
  if (Object.hasOwn(TYPES, type ?? "") && (order !== "|" || type[1] === "1"))
    return { little: order === "<", type };
  const dtype = found ? JSON.stringify(found[1]) : "structured";
  throw new RangeError(
    `its dtype is ${dtype}, expected one of ${Object.keys(TYPES).join(", ")}; array.astype("f8") makes one`,
  );
}

function shapeOf(header: string): number[] {
  const inside = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(header)?.[1];
  if (inside === undefined) throw new RangeError("its header has no shape");
  const shape = inside
    .split(",")
    .filter((length) => length.trim() !== "")
    .map((length) => Number.parseInt(length, 10)); // Python 2 wrote 3L
  if (shape.length < 1 || shape.length > 3 || shape.includes(0)) {
    throw new RangeError(
      `its shape is (${shape.join(", ")}), expected 1 to 3 axes that are not empty`,
    );
  }
  return shape;
}

/** From Fortran order, where the first index runs fastest, to row-major order. */
function fromColumns(values: Float64Array, shape: readonly number[]): Float64Array {
  const [planes, rows, columns] = [...new Array(3 - shape.length).fill(1), ...shape];
  const result = new Float64Array(values.length);
  let k = 0;
  for (let plane = 0; plane < planes; plane++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        result[k++] = values[plane + planes * (row + rows * column)];
  return result;
}

function requireWeights(values: Float64Array, shape: readonly number[]): void {
  const wrong = values.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong < 0) return;
  const index = gridIndex(wrong, shape).join(", ");
  throw new RangeError(`entry [${index}] is ${values[wrong]}, expected a finite number ≥ 0`);
}
