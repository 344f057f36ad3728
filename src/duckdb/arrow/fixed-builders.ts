/** Builds Arrow columns from DuckDB's values of fixed width. */
import type { DataType, Int32 } from "apache-arrow";
import { isSet } from "./bits";
import { Bits, Bytes } from "./buffers";
import { type Builder, Nulls } from "./builder";
import type { Libraries } from "./vectors";

/** How values become sixteen bytes of a decimal: by extending the sign, or unchanged if 38 digits suffice. */
export type Widen = "signed" | "checked";

const LARGEST_DECIMAL = 10n ** 38n - 1n;

export function fixedBuilder(
  libraries: Libraries,
  type: DataType,
  width: number,
  widen?: Widen,
): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const values = new Bytes();
  const written = widen === "signed" ? 16 : width;
  return {
    type,
    append(vector, rows) {
      const valid = nulls.append(vector, rows);
      const data = raw.vector_get_data(vector, width * rows.end);
      rows.each((start, length) => {
        const bytes = data.subarray(width * start, width * (start + length));
        if (widen === "checked") {
          const held = (i: number) => !valid || isSet(valid, start + i);
          checkDecimals(bytes, held);
        }
        if (widen === "signed") appendWidened(values, bytes, width);
        else values.append(bytes);
      });
      return written * rows.total;
    },
    build() {
      const { ArrayType } = type;
      const { bytes } = values;
      const data = new ArrayType(
        bytes.buffer,
        bytes.byteOffset,
        bytes.length / ArrayType.BYTES_PER_ELEMENT,
      );
      return arrow.makeData({ type: type as Int32, ...nulls.build(), data });
    },
    empty() {
      nulls.empty();
      values.empty();
    },
  };
}

function appendWidened(values: Bytes, bytes: Uint8Array, width: number): void {
  const count = bytes.length / width;
  const at = values.add(16 * count);
  const target = values.bytes;
  for (let i = 0; i < count; i++) {
    const to = at + 16 * i;
    target.set(bytes.subarray(width * i, width * (i + 1)), to);
    if ((target[to + width - 1] ?? 0) >> 7) target.fill(0xff, to + width, to + 16);
  }
}

function checkDecimals(bytes: Uint8Array, held: (i: number) => boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; 16 * i < bytes.length; i++) {
    const high = view.getBigInt64(16 * i + 8, true);
    const value = (high << 64n) | view.getBigUint64(16 * i, true);
    if (held(i) && (value > LARGEST_DECIMAL || value < -LARGEST_DECIMAL)) {
      throw new RangeError(`${value} has more than the 38 digits Arrow's Decimal128 holds`);
    }
  }
}

/** DuckDB has a byte per boolean, Arrow a bit. */
export function boolBuilder(libraries: Libraries): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const values = new Bits();
  const type = new arrow.Bool();
  return {
    type,
    append(vector, rows) {
      nulls.append(vector, rows);
      const data = raw.vector_get_data(vector, rows.end);
      let at = values.add(rows.total);
      rows.each((start, length) => {
        for (let i = 0; i < length; i++, at++) if (data[start + i]) values.set(at);
      });
      return rows.total >> 3;
    },
    build: () => arrow.makeData({ type, ...nulls.build(), data: values.bytes }),
    empty() {
      nulls.empty();
      values.empty();
    },
  };
}
