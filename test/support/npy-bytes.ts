/** An NPY file put together by hand, right or wrong. */

export interface Npy {
  /** the value of 'descr' as it stands in the header, with its quotes */
  descr: string;
  shape: string;
  fortran?: boolean;
  version?: readonly [number, number];
  entries: Uint8Array;
}

export function npyBytes({ descr, shape, fortran = false, version = [1, 0], entries }: Npy) {
  const order = fortran ? "True" : "False";
  const dict = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const before = version[0] === 1 ? 10 : 12;
  const text = Buffer.from(`${dict.padEnd(127 - before)}\n`);
  const length = Buffer.alloc(before - 8);
  length.writeUIntLE(text.length, 0, length.length);
  const magic = Buffer.from([0x93, ...Buffer.from("NUMPY"), ...version]);
  return Buffer.concat([magic, length, text, entries]);
}

/** Entries of one of NumPy's types, in the order of bytes that `descr` tells. */
export function npyEntries(descr: string, values: readonly number[]): Uint8Array {
  const little = descr[0] === "<";
  const size = Number(descr[2]);
  const view = new DataView(new ArrayBuffer(size * values.length));
  const write: Record<string, (at: number, value: number) => void> = {
    b1: (at, value) => view.setUint8(at, value),
    i1: (at, value) => view.setInt8(at, value),
    u1: (at, value) => view.setUint8(at, value),
    i2: (at, value) => view.setInt16(at, value, little),
    u2: (at, value) => view.setUint16(at, value, little),
    i4: (at, value) => view.setInt32(at, value, little),
    u4: (at, value) => view.setUint32(at, value, little),
    i8: (at, value) => view.setBigInt64(at, BigInt(value), little),
    u8: (at, value) => view.setBigUint64(at, BigInt(value), little),
    f4: (at, value) => view.setFloat32(at, value, little),
    f8: (at, value) => view.setFloat64(at, value, little),
  };
  values.forEach((value, k) => {
    write[descr.slice(1)](k * size, value);
  });
  return new Uint8Array(view.buffer);
}
