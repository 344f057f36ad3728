/** Reads Arrow's lists and structs into DuckDB vectors. */
import type { Data } from "apache-arrow";
import { repeated } from "./bits";
import { type Column, type Libraries, setValidity, setValues, validityOf } from "./vectors";

/** DuckDB stores a 64-bit offset and length per list; Arrow only offsets, whose differences are lengths. */
export function listColumn(libraries: Libraries, item: Column): Column {
  const { duckdb, raw } = libraries;
  return {
    type: duckdb.LIST(item.type),
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer);
      const child = childOf(data, 0);
      const offsets: ArrayLike<number | bigint> = data.valueOffsets;
      const first = Number(offsets[from]);
      const entries = new Uint32Array(4 * count); // the high halves stay 0: the lists of a chunk are short
      let end = first;
      for (let i = 0; i < count; i++) {
        const next = Number(offsets[from + i + 1]);
        if (!(next >= end && next <= child.length))
          throw new Error("a list lies outside its column");
        entries[4 * i] = end - first;
        entries[4 * i + 2] = next - end;
        end = next;
      }
      const items = end - first;
      raw.list_vector_reserve(vector, items);
      raw.list_vector_set_size(vector, items);
      if (items > 0) item.fill(raw.list_vector_get_child(vector), child, first, items);
      setValues(libraries, vector, new Uint8Array(entries.buffer), 16 * count);
      setValidity(libraries, vector, valid);
    },
  };
}

export function fixedListColumn(libraries: Libraries, item: Column, size: number): Column {
  const { duckdb, raw } = libraries;
  return {
    type: duckdb.ARRAY(item.type, size),
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer);
      const inner = valid && repeated(valid, count, size);
      const child = raw.array_vector_get_child(vector);
      item.fill(child, childOf(data, 0), size * from, size * count, inner);
      setValidity(libraries, vector, valid);
    },
  };
}

export function structColumn(
  libraries: Libraries,
  names: readonly string[],
  columns: readonly Column[],
): Column {
  const { duckdb, raw } = libraries;
  const types = columns.map(({ type }) => type);
  return {
    type: duckdb.STRUCT(Object.fromEntries(names.map((name, i) => [name, types[i] ?? duckdb.ANY]))),
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer);
      for (const [i, column] of columns.entries()) {
        const child = raw.struct_vector_get_child(vector, i);
        column.fill(child, childOf(data, i), from, count, valid);
      }
      setValidity(libraries, vector, valid);
    },
  };
}

function childOf(data: Data, i: number): Data {
  const child = data.children[i];
  if (!child) throw new Error("a nested column lacks its values");
  return child;
}
