/** The columns of a Parquet file: what they are, and how their values become numbers and texts. */
import type { ParquetParsers, SchemaElement, SchemaTree } from "hyparquet";
import type { Column, ColumnKind } from "./table";

const NUMBER = ["numeric", "number"] as const;
const TEXT = ["categorical", "text"] as const;
const DATE = ["temporal", "date"] as const;
const TIME = ["temporal", "time of day"] as const;
const BINARY = ["other", "binary"] as const;

/** By the logical type, or the converted type of older files, without the width that follows. */
const ANNOTATED: Readonly<Record<string, readonly [ColumnKind, string]>> = {
  STRING: TEXT,
  UTF8: TEXT,
  ENUM: TEXT,
  UUID: TEXT,
  INTEGER: NUMBER,
  INT: NUMBER,
  UINT: NUMBER,
  DECIMAL: NUMBER,
  FLOAT16: NUMBER,
  DATE,
  TIMESTAMP: DATE,
  TIME,
};

const PHYSICAL: Readonly<Record<string, readonly [ColumnKind, string]>> = {
  BOOLEAN: ["categorical", "boolean"],
  INT32: NUMBER,
  INT64: NUMBER,
  FLOAT: NUMBER,
  DOUBLE: NUMBER,
  INT96: DATE,
  BYTE_ARRAY: BINARY,
  FIXED_LEN_BYTE_ARRAY: BINARY,
};

export function columnOf({ element, children }: SchemaTree): Column {
  const { name, type = "", repetition_type, logical_type, converted_type } = element;
  const annotation = logical_type?.type ?? converted_type?.replace(/_(\d+|MILLIS|MICROS)$/, "");
  if (children.length > 0 || repetition_type === "REPEATED") {
    const nested = annotation ?? (repetition_type === "REPEATED" ? "list" : "struct");
    return { name, kind: "other", type: nested.toLowerCase() };
  }
  const other = ["other", annotation?.toLowerCase() ?? "unknown"] as const;
  const [kind, words] = (annotation ? ANNOTATED[annotation] : PHYSICAL[type]) ?? other;
  return { name, kind, type: words };
}

/** Dates and times in seconds since 1970; what is finer than a microsecond is cut off, as DuckDB does. */
export const PARSERS: Partial<ParquetParsers> = {
  dateFromDays: (days) => 86_400 * days,
  timestampFromMilliseconds: (millis) => Number(millis) / 1e3,
  timestampFromMicroseconds: (micros) => Number(micros) / 1e6,
  timestampFromNanoseconds: (nanos) => Number(nanos / 1000n) / 1e6,
};

type Stored = number | bigint | Uint8Array;

/** From a value as it is read to a number. */
export function numberReader(element: SchemaElement): (value: Stored) => number {
  const { logical_type: logical, converted_type: converted } = element;
  if (isDecimal(element)) {
    const scale = logical?.type === "DECIMAL" ? logical.scale : (element.scale ?? 0);
    const power = 10n ** BigInt(scale);
    return (value) => decimal(value instanceof Uint8Array ? signed(value) : BigInt(value), power);
  }
  if (logical?.type === "TIME" || converted?.startsWith("TIME_")) {
    const unit = logical?.type === "TIME" ? logical.unit : converted?.slice("TIME_".length);
    const micros = unit === "MILLIS" ? 1000 : unit === "MICROS" ? 1 : 1 / 1000;
    return (value) => Math.trunc(Number(value) * micros) / 1e6;
  }
  return Number;
}

/** Whole numbers, with a scale to be divided by. */
export function isDecimal({ logical_type, converted_type }: SchemaElement): boolean {
  return logical_type?.type === "DECIMAL" || converted_type === "DECIMAL";
}

/** The quotient as DuckDB rounds it: once where the whole number is exact as a double, else part by part. */
function decimal(unscaled: bigint, power: bigint): number {
  const exact = BigInt.asIntN(54, unscaled) === unscaled;
  if (exact) return Number(unscaled) / Number(power);
  return Number(unscaled / power) + Number(unscaled % power) / Number(power);
}

/** Two's complement, the highest byte first. */
function signed(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}
