/** The interface of all readers of Arrow columns, and the copying of values into DuckDB vectors. */
import type { DuckDBType } from "@duckdb/node-api";
import type { Data } from "apache-arrow";
import type { Bindings, RawVector } from "../bindings";
import { bitsFrom, both } from "./bits";

export interface Libraries {
  readonly arrow: typeof import("apache-arrow");
  readonly duckdb: typeof import("@duckdb/node-api");
  readonly raw: Bindings;
}

export interface Column {
  readonly type: DuckDBType;
  /**
   * Writes `count` rows of `data` from row `from` on into the vector. A row that is not set in `outer`,
   * the validity of the list or struct it belongs to, is null in any case.
   */
  fill(vector: RawVector, data: Data, from: number, count: number, outer?: Uint8Array): void;
}

/** The validity of the rows; undefined if none is null. */
export function validityOf(
  data: Data,
  from: number,
  count: number,
  outer: Uint8Array | undefined,
): Uint8Array | undefined {
  const bitmap: Uint8Array | undefined = data.nullBitmap;
  const nulls = bitmap && bitmap.length > 0 && data.nullCount > 0;
  return both(nulls ? bitsFrom(bitmap, data.offset + from, count) : undefined, outer);
}

export function setValidity({ raw }: Libraries, vector: RawVector, bits?: Uint8Array): void {
  if (!bits) return;
  raw.vector_ensure_validity_writable(vector);
  raw.copy_data_to_vector_validity(
    vector,
    0,
    bits.buffer as ArrayBuffer,
    bits.byteOffset,
    bits.byteLength,
  );
}

/** Copies values into the vector. @throws Error if the file contains fewer values than it declares */
export function setValues(
  { raw }: Libraries,
  vector: RawVector,
  values: Uint8Array,
  length: number,
): void {
  if (values.byteLength !== length) throw new Error("a column is shorter than its record batch");
  raw.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, values.byteOffset, length);
}
