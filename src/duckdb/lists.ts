/**
 * Reads lists of numbers in DuckDB's memory, without a copy. The Node API makes an object of every list; its
 * bindings, which mirror DuckDB's C API, do not.
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { NumberSlice } from "../score/number-slice";
import { type Bindings, bindings, type RawVector } from "./bindings";

/**
 * Returns a function that gives the list of a row, for a column of type DOUBLE[]: null for NULL, else its
 * numbers, valid until the next call. A list that contains a NULL is an array of numbers and nulls.
 */
export function slicesOf(
  { chunk, rowCount }: DuckDBDataChunk,
  column: number,
): (row: number) => NumberSlice | (number | null)[] | null {
  const duckdb = bindings();
  const lists = duckdb.data_chunk_get_vector(chunk, column);
  const child = duckdb.list_vector_get_child(lists);
  const size = duckdb.list_vector_get_size(lists);
  const isRow = validity(duckdb, lists, rowCount);
  const isNumber = validity(duckdb, child, size);
  // Entries are pairs of 64-bit offset and length; a vector's size fits 32 bits.
  const entries = duckdb.vector_get_data(lists, 16 * rowCount);
  const words = new Uint32Array(entries.buffer, entries.byteOffset, 4 * rowCount);
  const data = duckdb.vector_get_data(child, 8 * size);
  const slice = new NumberSlice(new Float64Array(data.buffer, data.byteOffset, size));
  return (row) => {
    if (isRow && !isRow(row)) return null;
    slice.from = words[4 * row];
    slice.length = words[4 * row + 2];
    if (!isNumber) return slice;
    const { from, length } = slice;
    return Array.from({ length }, (_, k) => (isNumber(from + k) ? slice.at(k) : null));
  };
}

/** Like slicesOf, but the lists are arrays, valid as long as the chunk. */
export function listsOf(
  chunk: DuckDBDataChunk,
  column: number,
): (row: number) => ArrayLike<number | null> | null {
  const sliceOf = slicesOf(chunk, column);
  return (row) => {
    const list = sliceOf(row);
    if (!(list instanceof NumberSlice)) return list;
    return list.values.subarray(list.from, list.from + list.length);
  };
}

/** Returns a function that tells whether an entry is not NULL; undefined if no entry is NULL. */
function validity(
  duckdb: Bindings,
  vector: RawVector,
  count: number,
): ((index: number) => boolean) | undefined {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, 8 * Math.ceil(count / 64));
  return bits ? (index) => ((bits[index >> 3] >> (index & 7)) & 1) === 1 : undefined;
}
