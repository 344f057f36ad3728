/** Reads Arrow's types of fixed width (numbers, dates, times, decimals, booleans) into DuckDB vectors. */
import type { DuckDBType } from "@duckdb/node-api";
import type { DataType, Decimal, Int, Time, Timestamp } from "apache-arrow";
import { isSet } from "./bits";
import { type Column, type Libraries, setValidity, setValues, validityOf } from "./vectors";

/** Returns the bytes of `count` values from value `from` on; fewer at the end of the data. */
type Convert = (values: Uint8Array, from: number, count: number) => Uint8Array;

interface Fixed {
  readonly type: DuckDBType;
  readonly width: number; // bytes of a value in DuckDB
  readonly convert?: Convert; // undefined if the bytes are the same in both
}

const DAY = 86_400_000n; // in milliseconds

export function fixedColumn(libraries: Libraries, type: DataType): Column | undefined {
  if (libraries.arrow.DataType.isBool(type)) return boolColumn(libraries);
  const fixed = fixedOf(libraries, type);
  if (!fixed) return undefined;
  const { width, convert = copied(width) } = fixed;
  return {
    type: fixed.type,
    fill(vector, data, from, count, outer) {
      setValues(libraries, vector, convert(bytesOf(data.values), from, count), width * count);
      setValidity(libraries, vector, validityOf(data, from, count, outer));
    },
  };
}

function boolColumn(libraries: Libraries): Column {
  return {
    type: libraries.duckdb.BOOLEAN,
    fill(vector, data, from, count, outer) {
      const bits: Uint8Array = data.values;
      const values = Uint8Array.from({ length: count }, (_, i) =>
        isSet(bits, data.offset + from + i) ? 1 : 0,
      );
      setValues(libraries, vector, values, count);
      setValidity(libraries, vector, validityOf(data, from, count, outer));
    },
  };
}

function fixedOf({ arrow, duckdb }: Libraries, type: DataType): Fixed | undefined {
  const { DataType, DateUnit, Precision } = arrow;
  if (DataType.isInt(type)) return integer(duckdb, type);
  if (DataType.isFloat(type)) {
    if (type.precision === Precision.DOUBLE) return { type: duckdb.DOUBLE, width: 8 };
    if (type.precision === Precision.SINGLE) return { type: duckdb.FLOAT, width: 4 };
    return { type: duckdb.FLOAT, width: 4, convert: widened };
  }
  if (DataType.isDate(type)) {
    if (type.unit === DateUnit.DAY) return { type: duckdb.DATE, width: 4 };
    return { type: duckdb.DATE, width: 4, convert: days };
  }
  if (DataType.isTimestamp(type)) return timestamp(duckdb, type);
  if (DataType.isTime(type)) return time(duckdb, type);
  if (DataType.isDecimal(type)) return decimal(duckdb, type);
  return undefined;
}

type DuckDB = Libraries["duckdb"];

function integer(duckdb: DuckDB, { isSigned, bitWidth }: Int): Fixed {
  const { TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT } = duckdb;
  const signed = { 8: TINYINT, 16: SMALLINT, 32: INTEGER, 64: BIGINT };
  const unsigned = { 8: UTINYINT, 16: USMALLINT, 32: UINTEGER, 64: UBIGINT };
  return { type: (isSigned ? signed : unsigned)[bitWidth], width: bitWidth / 8 };
}

/** A timestamp with a time zone is an instant, which DuckDB has in microseconds only. */
function timestamp(duckdb: DuckDB, { unit, timezone }: Timestamp): Fixed | undefined {
  if (timezone) return { type: duckdb.TIMESTAMPTZ, width: 8, convert: MICROSECONDS[unit] };
  const { TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP, TIMESTAMP_NS } = duckdb;
  return {
    type: [TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP, TIMESTAMP_NS][unit] ?? TIMESTAMP,
    width: 8,
  };
}

function time(duckdb: DuckDB, { unit, bitWidth }: Time): Fixed {
  if (unit === 3) return { type: duckdb.TIME_NS, width: 8 };
  if (bitWidth === 64) return { type: duckdb.TIME, width: 8 };
  const factor = unit === 0 ? 1_000_000n : 1_000n;
  const convert: Convert = (values, from, count) =>
    bytesOf(BigInt64Array.from(words(Int32Array, values, from, count), (t) => BigInt(t) * factor));
  return { type: duckdb.TIME, width: 8, convert };
}

/** DuckDB stores a decimal in the smallest integer that holds its digits: the low bytes of Arrow's sixteen. */
function decimal(duckdb: DuckDB, { precision, scale, bitWidth }: Decimal): Fixed | undefined {
  if (bitWidth !== 128 || precision > 38 || scale < 0 || scale > precision) return undefined;
  const type = duckdb.DECIMAL(precision, scale);
  const width = decimalWidth(precision);
  const convert: Convert = (values, from, count) => {
    const present = Math.min(count, Math.floor(values.length / 16) - from);
    const low = new Uint8Array(Math.max(0, width * present));
    for (let i = 0; i < present; i++) {
      for (let k = 0; k < width; k++) low[width * i + k] = values[16 * (from + i) + k] ?? 0;
    }
    return low;
  };
  return { type, width, convert: width === 16 ? copied(16) : convert };
}

/** The bytes of a DuckDB decimal, by its number of digits. */
export function decimalWidth(precision: number): number {
  return precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : 16;
}

function copied(width: number): Convert {
  return (values, from, count) => values.subarray(width * from, width * (from + count));
}

const scaled =
  (convert: (value: bigint) => bigint): Convert =>
  (values, from, count) =>
    bytesOf(words(BigInt64Array, values, from, count).map(convert));

/** Converts Arrow's time units, from seconds to nanoseconds, to microseconds. */
const MICROSECONDS: readonly Convert[] = [
  scaled((t) => t * 1_000_000n),
  scaled((t) => t * 1_000n),
  copied(8),
  scaled((t) => floored(t, 1_000n)),
];

const days: Convert = (values, from, count) =>
  bytesOf(
    Int32Array.from(words(BigInt64Array, values, from, count), (t) => Number(floored(t, DAY))),
  );

/** Half precision: sign, five bits of exponent, ten of mantissa. */
const widened: Convert = (values, from, count) =>
  bytesOf(
    Float32Array.from(words(Uint16Array, values, from, count), (half) => {
      const sign = half >> 15 ? -1 : 1;
      const exponent = (half >> 10) & 31;
      const mantissa = half & 1023;
      if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
      if (exponent === 0) return sign * mantissa * 2 ** -24;
      return sign * (1024 + mantissa) * 2 ** (exponent - 25);
    }),
  );

function floored(value: bigint, unit: bigint): bigint {
  const quotient = value / unit;
  return value < 0n && quotient * unit !== value ? quotient - 1n : quotient;
}

export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

interface WordArray<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

function words<T>(array: WordArray<T>, values: Uint8Array, from: number, count: number): T {
  const bytes = array.BYTES_PER_ELEMENT;
  const present = Math.max(0, Math.min(count, Math.floor(values.length / bytes) - from));
  return new array(values.buffer, values.byteOffset + bytes * from, present);
}
