/**
 * Reads Arrow columns into DuckDB vectors: each column is resolved once to its DuckDB type and a function
 * that fills a vector. Where both have the same layout (numbers, dates, most timestamps), bytes are copied.
 *
 * Arrow: https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout
 */
import type { DuckDBType } from "@duckdb/node-api";
import type { DataType } from "apache-arrow";
import { binaryOf, isBlob, isText } from "./binary";
import { isSet } from "./bits";
import { dictionaryColumn } from "./dictionary";
import { fixedColumn } from "./fixed";
import { fixedListColumn, listColumn, structColumn } from "./nested";
import { type Column, type Libraries, setValidity, validityOf } from "./vectors";

/** Returns how the column `name` is read. @throws RangeError if its Arrow type cannot be read */
export function columnOf(libraries: Libraries, name: string, type: DataType): Column {
  const { arrow, duckdb } = libraries;
  const { DataType } = arrow;
  const inner = (type: DataType) => columnOf(libraries, name, type);
  const column =
    fixedColumn(libraries, type) ??
    (isText(arrow, type) ? binaryColumn(libraries, duckdb.VARCHAR) : undefined) ??
    (isBlob(arrow, type) ? binaryColumn(libraries, duckdb.BLOB) : undefined) ??
    (DataType.isDictionary(type) ? dictionaryColumn(libraries, type, inner) : undefined) ??
    (DataType.isList(type) || isLargeList(libraries, type)
      ? listColumn(libraries, inner(item(type)))
      : undefined) ??
    (DataType.isFixedSizeList(type)
      ? fixedListColumn(libraries, inner(item(type)), type.listSize)
      : undefined) ??
    (DataType.isStruct(type)
      ? structColumn(
          libraries,
          type.children.map(({ name }) => name),
          type.children.map(({ type }) => inner(type)),
        )
      : undefined) ??
    (DataType.isNull(type) ? nullColumn(libraries) : undefined);
  if (column) return column;
  throw new RangeError(`column ${name}: Arrow's ${type} cannot be read`);
}

function item(type: DataType): DataType {
  const child: { type: DataType } | undefined = type.children?.[0];
  if (!child) throw new Error(`${type} has no items`);
  return child.type;
}

function isLargeList({ arrow }: Libraries, type: DataType): boolean {
  return type.typeId === arrow.Type.LargeList;
}

function binaryColumn(libraries: Libraries, type: DuckDBType): Column {
  return {
    type,
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer);
      const bytesAt = binaryOf(libraries, data);
      for (let i = 0; i < count; i++) {
        if (valid && !isSet(valid, i)) continue;
        libraries.raw.vector_assign_string_element_len(vector, i, bytesAt(from + i));
      }
      setValidity(libraries, vector, valid);
    },
  };
}

function nullColumn(libraries: Libraries): Column {
  return {
    type: libraries.duckdb.SQLNULL,
    fill(vector, _data, _from, count) {
      setValidity(libraries, vector, new Uint8Array(8 * Math.ceil(count / 64)));
    },
  };
}
