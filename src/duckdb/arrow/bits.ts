/** Validity bitmaps. In Arrow and DuckDB: one bit per row, lowest bit first, 1 for a value, 0 for null. */

/** `count` bits from bit `start` on, moved to bit 0 and padded to whole 64-bit words, as DuckDB needs. */
export function bitsFrom(bitmap: Uint8Array, start: number, count: number): Uint8Array {
  const bits = new Uint8Array(8 * Math.ceil(count / 64));
  const first = start >> 3;
  const shift = start & 7;
  const bytes = (count + 7) >> 3;
  if (shift === 0) {
    bits.set(bitmap.subarray(first, first + bytes));
    return bits;
  }
  for (let i = 0; i < bytes; i++) {
    const low = bitmap[first + i] ?? 0;
    const high = bitmap[first + i + 1] ?? 0;
    bits[i] = (low >> shift) | (high << (8 - shift));
  }
  return bits;
}

export function isSet(bits: Uint8Array, i: number): boolean {
  return (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1;
}

export function clear(bits: Uint8Array, i: number): void {
  bits[i >> 3] = (bits[i >> 3] ?? 0) & ~(1 << (i & 7));
}

export function ones(count: number): Uint8Array {
  return new Uint8Array(8 * Math.ceil(count / 64)).fill(0xff);
}

/** The bits set in both; undefined means all are set. */
export function both(a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined {
  if (!a || !b) return a ?? b;
  return a.map((byte, i) => byte & (b[i] ?? 0));
}

/** Repeats every bit `times` times: the validity of lists of fixed size, for their items. */
export function repeated(bits: Uint8Array, count: number, times: number): Uint8Array {
  const all = ones(count * times);
  for (let i = 0; i < count; i++) {
    if (isSet(bits, i)) continue;
    for (let k = 0; k < times; k++) clear(all, i * times + k);
  }
  return all;
}
