/** Reads Arrow's dictionaries into DuckDB vectors: values instead of keys. */
import type { Data, DataType, Dictionary, Vector } from "apache-arrow";
import { type BytesAt, binaryOf, isBinary } from "./binary";
import { clear, isSet, ones } from "./bits";
import { bytesOf } from "./fixed";
import { type Column, type Libraries, setValidity, validityOf } from "./vectors";

export function dictionaryColumn(
  libraries: Libraries,
  { dictionary }: Dictionary,
  inner: (type: DataType) => Column,
): Column | undefined {
  const values = inner(dictionary);
  if (isBinary(libraries, dictionary)) return binaryDictionary(libraries, values);
  if (dictionary.ArrayType && !libraries.arrow.DataType.isBool(dictionary)) {
    return fixedDictionary(libraries, values);
  }
  return undefined;
}

function binaryDictionary(libraries: Libraries, values: Column): Column {
  const { raw } = libraries;
  const known = new WeakMap<Vector, readonly (Uint8Array | undefined)[]>();
  return {
    type: values.type,
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer) ?? ones(count);
      const dictionary = dictionaryOf(data);
      const entries = known.get(dictionary) ?? binaryEntries(libraries, dictionary);
      known.set(dictionary, entries);
      for (let i = 0; i < count; i++) {
        if (!isSet(valid, i)) continue;
        const entry = entries[keyAt(data, from + i, entries.length)];
        if (entry) raw.vector_assign_string_element_len(vector, i, entry);
        else clear(valid, i);
      }
      setValidity(libraries, vector, valid);
    },
  };
}

function binaryEntries(libraries: Libraries, { data }: Vector): (Uint8Array | undefined)[] {
  return data.flatMap((part) => {
    const bytesAt: BytesAt = binaryOf(libraries, part);
    return Array.from({ length: part.length }, (_, i) =>
      part.getValid(i) ? bytesAt(i) : undefined,
    );
  });
}

/** Decodes the rows into plain data of the values' type, which the column of that type then writes. */
function fixedDictionary({ arrow }: Libraries, values: Column): Column {
  return {
    type: values.type,
    fill(vector, data, from, count, outer) {
      const valid = validityOf(data, from, count, outer) ?? ones(count);
      const dictionary = dictionaryOf(data);
      const { type } = dictionary;
      const width = type.ArrayType.BYTES_PER_ELEMENT * dictionary.stride;
      const decoded = new Uint8Array(width * count);
      const parts = dictionary.data.map((part) => bytesOf(part.values));
      for (let i = 0; i < count; i++) {
        if (!isSet(valid, i)) continue;
        let key = keyAt(data, from + i, dictionary.length);
        let part = 0;
        while (key >= (dictionary.data[part]?.length ?? 0)) {
          key -= dictionary.data[part++]?.length ?? 0;
        }
        if (!dictionary.data[part]?.getValid(key)) clear(valid, i);
        decoded.set(parts[part]?.subarray(width * key, width * (key + 1)) ?? [], width * i);
      }
      const plain = arrow.makeData({
        type,
        length: count,
        data: new type.ArrayType(decoded.buffer),
      });
      values.fill(vector, plain, 0, count, valid);
    },
  };
}

function dictionaryOf(data: Data): Vector {
  if (!data.dictionary)
    throw new Error("a record batch uses a dictionary that is not defined before it");
  return data.dictionary;
}

function keyAt(data: Data, i: number, entries: number): number {
  const key = Number(data.values[i]);
  if (key >= 0 && key < entries) return key;
  throw new Error(`a dictionary of ${entries} entries lacks entry ${key}`);
}
