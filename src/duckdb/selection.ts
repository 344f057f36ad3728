/** Which columns of two tables are compared, and what is said of the others. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Column, type ColumnKind, columnsOf, valueExpression, withValues } from "./columns";

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
}

/**
 * Compares the columns by name.
 *
 * @throws RangeError for a column that is asked for and cannot be compared, or none that can
 */
export async function selectColumns(
  connection: DuckDBConnection,
  { by, only }: SelectionOptions,
): Promise<Selection> {
  const reference = await columnsOf(connection, "reference");
  const current = await columnsOf(connection, "current");
  const find = (columns: readonly Column[], name: string) =>
    columns.find((column) => column.name === name);
  for (const name of by === undefined ? (only ?? []) : [by, ...(only ?? [])]) {
    for (const [side, columns] of Object.entries({ reference, current })) {
      if (find(columns, name)) continue;
      const known = columns.map((column) => column.name).join(", ");
      throw new RangeError(`the ${side} file has no column ${name}; it has ${known}`);
    }
  }

  const notes: string[] = [];
  const columns: Selected[] = [];
  for (const [here, there, side] of [
    [reference, current, "reference"],
    [current, reference, "current side"],
  ] as const) {
    const alone = here.filter(({ name }) => !only && !find(there, name)).map(({ name }) => name);
    if (alone.length > 0) notes.push(`only the ${side} has: ${alone.join(", ")}`);
  }

  const common = reference.filter(({ name }) => name !== by && find(current, name));
  const wanted = only ? common.filter(({ name }) => only.includes(name)) : common;
  const pairs = wanted.map((column) => [column, find(current, column.name) as Column] as const);
  // A reader of text takes a column without any value for text: it is whatever the other side is.
  const unequal = pairs.filter(([a, b]) => a.kind !== b.kind).map(([{ name }]) => name);
  const known = {
    reference: await withValues(connection, "reference", unequal),
    current: await withValues(connection, "current", unequal),
  };
  for (const [a, b] of pairs) {
    const { name } = a;
    const [kind, types] = settle(a, b, known);
    if (kind === "other" || (kind === "temporal" && !only)) {
      const remedy = kind === "temporal" ? "; name it in --columns to compare it" : "";
      if (only) throw new RangeError(`${name} is ${types}, which cannot be compared`);
      notes.push(`left out: ${name} (${types})${remedy}`);
      continue;
    }
    if (kind === "temporal") notes.push(`${name}: in seconds since 1970-01-01`);
    const numeric = kind !== "categorical";
    const value = (side: Column) =>
      side.kind === kind ? valueExpression(name, kind) : nothing(numeric);
    columns.push({
      name,
      kind: numeric ? "numeric" : "categorical",
      reference: value(a),
      current: value(b),
    });
  }
  if (columns.length > 0) return { columns, notes };
  throw new RangeError(["there is no column to compare", ...notes].join("; "));
}

const nothing = (numeric: boolean) => (numeric ? "NULL::DOUBLE" : "NULL::VARCHAR");

/** The kind of both sides, and their types in words. */
function settle(
  a: Column,
  b: Column,
  known: { reference: Set<string>; current: Set<string> },
): [ColumnKind, string] {
  const types = a.type === b.type ? a.type : `${a.type} and ${b.type}`;
  if (a.kind === b.kind) return [a.kind, types];
  if (!known.current.has(a.name)) return [a.kind, types];
  if (!known.reference.has(a.name)) return [b.kind, types];
  throw new RangeError(
    `${a.name} is ${a.type} in the reference and ${b.type} now, which cannot be compared; ` +
      "choose others with --columns",
  );
}
