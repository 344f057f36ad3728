/** Builds Arrow columns from DuckDB's lists, arrays and structs. */
import { isSet } from "./bits";
import { Bytes, Runs } from "./buffers";
import { type Builder, Nulls } from "./builder";
import type { Libraries } from "./vectors";

/** In DuckDB, the items of lists may be anywhere in the child vector; in Arrow they are consecutive. */
export function listBuilder(libraries: Libraries, item: Builder): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const ends = new Bytes();
  const type = new arrow.List(new arrow.Field("item", item.type, true));
  let end = 0; // number of items so far
  return {
    type,
    append(vector, rows) {
      const valid = nulls.append(vector, rows);
      const data = raw.vector_get_data(vector, 16 * rows.end);
      const entries = new DataView(data.buffer, data.byteOffset, data.byteLength);
      const items = new Runs();
      const added = new Int32Array(rows.total);
      let row = 0;
      rows.each((start, length) => {
        for (let i = start; i < start + length; i++) {
          if (!valid || isSet(valid, i)) {
            const list = Number(entries.getBigUint64(16 * i, true));
            items.add(list, Number(entries.getBigUint64(16 * i + 8, true)));
          }
          added[row++] = end + items.total;
        }
      });
      end += items.total;
      ends.append(new Uint8Array(added.buffer));
      return 4 * rows.total + item.append(raw.list_vector_get_child(vector), items);
    },
    build() {
      const { bytes } = ends;
      const valueOffsets = new Int32Array(1 + bytes.length / 4);
      valueOffsets.set(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), 1);
      return arrow.makeData({ type, ...nulls.build(), valueOffsets, child: item.build() });
    },
    empty() {
      nulls.empty();
      ends.empty();
      item.empty();
      end = 0;
    },
  };
}

export function fixedListBuilder(libraries: Libraries, item: Builder, size: number): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const type = new arrow.FixedSizeList(size, new arrow.Field("item", item.type, true));
  return {
    type,
    append(vector, rows) {
      nulls.append(vector, rows);
      const items = new Runs();
      rows.each((start, length) => items.add(size * start, size * length));
      return item.append(raw.array_vector_get_child(vector), items);
    },
    build: () => arrow.makeData({ type, ...nulls.build(), child: item.build() }),
    empty() {
      nulls.empty();
      item.empty();
    },
  };
}

export function structBuilder(
  libraries: Libraries,
  names: readonly string[],
  entries: readonly Builder[],
): Builder {
  const { arrow, raw } = libraries;
  const nulls = new Nulls(libraries);
  const fields = entries.map(({ type }, i) => new arrow.Field(names[i] ?? "", type, true));
  const type = new arrow.Struct(fields);
  return {
    type,
    append(vector, rows) {
      nulls.append(vector, rows);
      let bytes = 0;
      for (const [i, entry] of entries.entries()) {
        bytes += entry.append(raw.struct_vector_get_child(vector, i), rows);
      }
      return bytes;
    },
    build: () =>
      arrow.makeData({ type, ...nulls.build(), children: entries.map((entry) => entry.build()) }),
    empty() {
      nulls.empty();
      for (const entry of entries) entry.empty();
    },
  };
}
