/**
 * Lists of numbers, read where they are in DuckDB's memory. Node's API makes an object of every list; its
 * bindings, which mirror DuckDB's C API, do not.
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { type Bindings, bindings, type RawVector } from "./bindings";

/**
 * The lists of a column of type DOUBLE[], by row: null for NULL, else its numbers, valid as long as the
 * chunk. A list with a NULL in it is an array of numbers and nulls.
 */
export function listsOf(
  { chunk, rowCount }: DuckDBDataChunk,
  column: number,
): (row: number) => ArrayLike<number | null> | null {
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
  const numbers = new Float64Array(data.buffer, data.byteOffset, size);
  return (row) => {
    if (isRow && !isRow(row)) return null;
    const from = words[4 * row];
    const list = numbers.subarray(from, from + words[4 * row + 2]);
    return isNumber ? Array.from(list, (x, k) => (isNumber(from + k) ? x : null)) : list;
  };
}

/** Whether an entry of a vector is not NULL; undefined if none is. */
function validity(
  duckdb: Bindings,
  vector: RawVector,
  count: number,
): ((index: number) => boolean) | undefined {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, 8 * Math.ceil(count / 64));
  return bits ? (index) => ((bits[index >> 3] >> (index & 7)) & 1) === 1 : undefined;
}
