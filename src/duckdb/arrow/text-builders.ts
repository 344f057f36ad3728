/** Builds Arrow columns from DuckDB's strings, byte strings, enumerations and UUIDs. */
import type { DuckDBEnumType } from "@duckdb/node-api";
import type { Binary, Utf8 } from "apache-arrow";
import type { RawVector } from "../bindings";
import { isSet } from "./bits";
import { Bytes } from "./buffers";
import { type Builder, Nulls } from "./builder";
import { fixedBuilder } from "./fixed-builders";
import type { Libraries } from "./vectors";

const INLINE = 12; // longest string that DuckDB stores in place, in bytes; a longer one is stored by address
const LARGEST = 2 ** 31 - 1; // largest offset of Arrow's strings, in bytes

type Value = (data: Uint8Array<ArrayBuffer>, row: number) => Uint8Array;

/** A builder of strings; the function gives the value of a row of `width` bytes. */
function textBuilder(
  libraries: Libraries,
  type: Utf8 | Binary,
  width: number,
  value: Value,
): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const ends = new Bytes();
  const values = new Bytes();
  return {
    type,
    append(vector: RawVector, rows) {
      const before = values.length;
      const valid = nulls.append(vector, rows);
      const data = raw.vector_get_data(vector, width * rows.end) as Uint8Array<ArrayBuffer>;
      const added = new Int32Array(rows.total);
      let row = 0;
      rows.each((start, length) => {
        for (let i = start; i < start + length; i++) {
          // The bytes of a null are not a valid string.
          if (!valid || isSet(valid, i)) values.append(value(data, i));
          if (values.length > LARGEST) throw new RangeError("more than 2 GiB of strings at once");
          added[row++] = values.length;
        }
      });
      ends.append(new Uint8Array(added.buffer));
      return 4 * rows.total + values.length - before;
    },
    build() {
      const { bytes } = ends;
      const valueOffsets = new Int32Array(1 + bytes.length / 4);
      valueOffsets.set(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), 1);
      const data = values.bytes;
      return arrow.makeData({ type: type as Utf8, ...nulls.build(), valueOffsets, data });
    },
    empty() {
      nulls.empty();
      ends.empty();
      values.empty();
    },
  };
}

export function binaryBuilder(libraries: Libraries, type: Utf8 | Binary): Builder {
  const { raw } = libraries;
  return textBuilder(libraries, type, 16, (data, row) => {
    const at = 16 * row;
    const length = new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0, true);
    if (length <= INLINE) return data.subarray(at + 4, at + 4 + length);
    return raw.get_data_from_pointer(data.buffer, data.byteOffset + at + 8, length);
  });
}

/** DuckDB stores a UUID as a 128-bit integer with the highest bit flipped, so that it sorts like its text. */
export function uuidBuilder(libraries: Libraries): Builder {
  return textBuilder(libraries, new libraries.arrow.Utf8(), 16, (data, row) => {
    const bytes = data.slice(16 * row, 16 * (row + 1)).reverse();
    bytes[0] = (bytes[0] ?? 0) ^ 0x80;
    const hex = Buffer.from(bytes).toString("hex");
    return Buffer.from(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
  });
}

export function enumBuilder(
  libraries: Libraries,
  { values, internalTypeId }: DuckDBEnumType,
): Builder {
  const { arrow, duckdb } = libraries;
  const { DuckDBTypeId: Id } = duckdb;
  const narrow = internalTypeId === Id.UTINYINT;
  const keys = narrow
    ? new arrow.Uint8()
    : internalTypeId === Id.USMALLINT
      ? new arrow.Uint16()
      : new arrow.Uint32();
  const type = new arrow.Dictionary(new arrow.Utf8(), keys);
  const dictionary = arrow.vectorFromArray([...values], new arrow.Utf8());
  const codes = fixedBuilder(libraries, keys, keys.bitWidth / 8);
  return {
    type,
    append: codes.append,
    build() {
      const { length, nullCount, nullBitmap, values } = codes.build();
      return arrow.makeData({ type, length, nullCount, nullBitmap, data: values, dictionary });
    },
    empty: codes.empty,
  };
}
