/**
 * Builds Arrow columns from DuckDB vectors. Where both have the same layout, runs of rows are copied.
 *
 * Types without a match: ENUM becomes a dictionary of strings, UUID a string, and HUGEINT – the type of a
 * sum of integers – Decimal128 with 38 digits, as in DuckDB's own Arrow interface. UHUGEINT, BIGNUM, BIT,
 * INTERVAL, TIMETZ, MAP, UNION, VARIANT and GEOMETRY are refused: the query has to cast them.
 */
import type {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBStructType,
  DuckDBType,
} from "@duckdb/node-api";
import type { DataType } from "apache-arrow";
import type { Builder } from "./builder";
import { decimalWidth } from "./fixed";
import { boolBuilder, fixedBuilder, type Widen } from "./fixed-builders";
import { fixedListBuilder, listBuilder, structBuilder } from "./nested-builders";
import { binaryBuilder, enumBuilder, uuidBuilder } from "./text-builders";
import type { Libraries } from "./vectors";

/** Returns the builder for a column of a DuckDB type. @throws RangeError if Arrow has no such type */
export function builderOf(libraries: Libraries, name: string, type: DuckDBType): Builder {
  const { arrow, duckdb } = libraries;
  const { DuckDBTypeId: Id } = duckdb;
  const fixed = fixedType(libraries, type);
  if (fixed) return fixedBuilder(libraries, fixed.type, fixed.width, fixed.widen);
  const inner = (type: DuckDBType) => builderOf(libraries, name, type);
  switch (type.typeId) {
    case Id.BOOLEAN:
      return boolBuilder(libraries);
    case Id.VARCHAR:
      return binaryBuilder(libraries, new arrow.Utf8());
    case Id.BLOB:
      return binaryBuilder(libraries, new arrow.Binary());
    case Id.UUID:
      return uuidBuilder(libraries);
    case Id.ENUM:
      return enumBuilder(libraries, type);
    case Id.LIST:
      return listBuilder(libraries, inner((type as DuckDBListType).valueType));
    case Id.ARRAY: {
      const { valueType, length } = type as DuckDBArrayType;
      return fixedListBuilder(libraries, inner(valueType), length);
    }
    case Id.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType;
      return structBuilder(libraries, entryNames, entryTypes.map(inner));
    }
    default:
      throw new RangeError(
        `column ${name}: ${type} cannot be written to Arrow, cast it in the query`,
      );
  }
}

interface FixedType {
  readonly type: DataType;
  readonly width: number; // bytes of a value in DuckDB
  readonly widen?: Widen; // to the sixteen bytes of Arrow's decimals
}

function fixedType({ arrow, duckdb }: Libraries, type: DuckDBType): FixedType | undefined {
  const { DuckDBTypeId: Id } = duckdb;
  const { TimeUnit, Timestamp } = arrow;
  const at = (unit: number, timezone?: string) => new Timestamp(unit, timezone);
  switch (type.typeId) {
    case Id.TINYINT:
      return { type: new arrow.Int8(), width: 1 };
    case Id.SMALLINT:
      return { type: new arrow.Int16(), width: 2 };
    case Id.INTEGER:
      return { type: new arrow.Int32(), width: 4 };
    case Id.BIGINT:
      return { type: new arrow.Int64(), width: 8 };
    case Id.UTINYINT:
      return { type: new arrow.Uint8(), width: 1 };
    case Id.USMALLINT:
      return { type: new arrow.Uint16(), width: 2 };
    case Id.UINTEGER:
      return { type: new arrow.Uint32(), width: 4 };
    case Id.UBIGINT:
      return { type: new arrow.Uint64(), width: 8 };
    case Id.FLOAT:
      return { type: new arrow.Float32(), width: 4 };
    case Id.DOUBLE:
      return { type: new arrow.Float64(), width: 8 };
    case Id.DATE:
      return { type: new arrow.DateDay(), width: 4 };
    case Id.TIME:
      return { type: new arrow.TimeMicrosecond(), width: 8 };
    case Id.TIME_NS:
      return { type: new arrow.TimeNanosecond(), width: 8 };
    case Id.TIMESTAMP_S:
      return { type: at(TimeUnit.SECOND), width: 8 };
    case Id.TIMESTAMP_MS:
      return { type: at(TimeUnit.MILLISECOND), width: 8 };
    case Id.TIMESTAMP:
      return { type: at(TimeUnit.MICROSECOND), width: 8 };
    case Id.TIMESTAMP_NS:
      return { type: at(TimeUnit.NANOSECOND), width: 8 };
    case Id.TIMESTAMP_TZ:
      return { type: at(TimeUnit.MICROSECOND, "UTC"), width: 8 };
    case Id.HUGEINT:
      return { type: new arrow.Decimal(0, 38, 128), width: 16, widen: "checked" };
    case Id.DECIMAL: {
      const { width, scale } = type as DuckDBDecimalType;
      const bytes = decimalWidth(width);
      const decimal = new arrow.Decimal(scale, width, 128);
      return { type: decimal, width: bytes, ...(bytes < 16 && { widen: "signed" as const }) };
    }
    default:
      return undefined;
  }
}
