/** Which columns of two tables in DuckDB are compared, with the SQL of their values. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Pair, pairColumns } from "../drift/pairing";
import { type Column, columnsOf, hasValues, valueExpression } from "./columns";

/** A column to compare, with the SQL of its values on either side. */
export interface Selected {
  readonly name: string;
  readonly kind: "numeric" | "categorical";
  readonly reference: string;
  readonly current: string;
}

export interface Selection {
  readonly columns: readonly Selected[];
  readonly notes: readonly string[];
}

export interface SelectionOptions {
  /** the column that makes the segments; itself not compared */
  readonly by?: string | undefined;
  /** these columns only */
  readonly only?: readonly string[] | undefined;
  /** what the caller calls `only`, for messages: a flag, say */
  readonly onlyName?: string;
}

interface Schemas {
  readonly reference: readonly Column[];
  readonly current: readonly Column[];
}

/**
 * Pairs the columns by name.
 *
 * @throws RangeError for a column that is asked for and cannot be compared, or none that can
 */
export async function selectColumns(
  connection: DuckDBConnection,
  { by, only, onlyName = "only" }: SelectionOptions,
): Promise<Selection> {
  const schemas = {
    reference: await columnsOf(connection, "reference"),
    current: await columnsOf(connection, "current"),
  };
  requireColumns(schemas, by === undefined ? (only ?? []) : [by, ...(only ?? [])]);
  const wanted = ({ name }: Column) => name !== by && only?.includes(name) !== false;
  const { pairs, incomparable, clashes, notes } = await pairColumns(
    {
      reference: schemas.reference.filter(wanted),
      current: schemas.current.filter(wanted),
      hasValues: (side, { name }) => hasValues(connection, side, name),
    },
    {
      isTemporalWanted: () => only !== undefined,
      temporalRemedy: `name it in ${onlyName} to compare it`,
    },
  );
  if (clashes.length > 0) {
    const [before, now] = clashes[0];
    throw new RangeError(
      `${now.name} is ${before.type} in the reference and ${now.type} now, which cannot be compared; ` +
        `choose others with ${onlyName}`,
    );
  }
  if (only && incomparable.length > 0) {
    const { name, types } = incomparable[0];
    throw new RangeError(`${name} is ${types}, which cannot be compared`);
  }
  if (pairs.length > 0) return { columns: pairs.map(selected), notes };
  throw new RangeError(["there is no column to compare", ...notes].join("; "));
}

function requireColumns(schemas: Schemas, names: readonly string[]): void {
  for (const name of names) {
    for (const side of ["reference", "current"] as const) {
      if (schemas[side].some((column) => column.name === name)) continue;
      const known = schemas[side].map((column) => column.name).join(", ");
      throw new RangeError(`the ${side} file has no column ${name}; it has ${known}`);
    }
  }
}

function selected({ before, now, kind }: Pair<Column>): Selected {
  const numeric = kind !== "categorical";
  const nothing = numeric ? "NULL::DOUBLE" : "NULL::VARCHAR";
  const value = (side: Column) => (side.kind === kind ? valueExpression(side.name, kind) : nothing);
  return {
    name: now.name,
    kind: numeric ? "numeric" : "categorical",
    reference: value(before),
    current: value(now),
  };
}
