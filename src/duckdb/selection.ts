/** Which columns of two tables are compared, and what is said of the others. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Column, type ColumnKind, columnsOf, hasValues, valueExpression } from "./columns";

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
  { by, only }: SelectionOptions,
): Promise<Selection> {
  const schemas = {
    reference: await columnsOf(connection, "reference"),
    current: await columnsOf(connection, "current"),
  };
  requireColumns(schemas, by === undefined ? (only ?? []) : [by, ...(only ?? [])]);

  const notes = only ? [] : loneColumns(schemas);
  const columns: Selected[] = [];
  for (const before of schemas.reference) {
    const now = find(schemas.current, before.name);
    if (!now || before.name === by || only?.includes(before.name) === false) continue;
    const kind = await commonKind(connection, before, now);
    const types = before.type === now.type ? now.type : `${before.type} and ${now.type}`;
    if (kind === "other" && only) {
      throw new RangeError(`${now.name} is ${types}, which cannot be compared`);
    }
    if (kind === "other" || (kind === "temporal" && !only)) {
      const remedy = kind === "temporal" ? "; name it in --columns to compare it" : "";
      notes.push(`left out: ${now.name} (${types})${remedy}`);
      continue;
    }
    if (kind === "temporal") notes.push(`${now.name}: in seconds since 1970-01-01`);
    columns.push(selected(before, now, kind));
  }
  if (columns.length > 0) return { columns, notes };
  throw new RangeError(["there is no column to compare", ...notes].join("; "));
}

const find = (columns: readonly Column[], name: string) =>
  columns.find((column) => column.name === name);

function requireColumns(schemas: Schemas, names: readonly string[]): void {
  for (const name of names) {
    for (const side of ["reference", "current"] as const) {
      if (find(schemas[side], name)) continue;
      const known = schemas[side].map((column) => column.name).join(", ");
      throw new RangeError(`the ${side} file has no column ${name}; it has ${known}`);
    }
  }
}

function loneColumns({ reference, current }: Schemas): string[] {
  const lone = (here: readonly Column[], there: readonly Column[]) =>
    here.map(({ name }) => name).filter((name) => !find(there, name));
  return [
    ["reference", lone(reference, current)] as const,
    ["current file", lone(current, reference)] as const,
  ]
    .filter(([, names]) => names.length > 0)
    .map(([side, names]) => `only the ${side} has: ${names.join(", ")}`);
}

/**
 * The kind of both sides. A reader of text takes a column without any value for text: it is whatever
 * the other side is.
 */
async function commonKind(
  connection: DuckDBConnection,
  before: Column,
  now: Column,
): Promise<ColumnKind> {
  const { name } = now;
  if (before.kind === now.kind) return now.kind;
  if (!(await hasValues(connection, "current", name))) return before.kind;
  if (!(await hasValues(connection, "reference", name))) return now.kind;
  throw new RangeError(
    `${name} is ${before.type} in the reference and ${now.type} now, which cannot be compared; ` +
      "choose others with --columns",
  );
}

function selected(before: Column, now: Column, kind: Exclude<ColumnKind, "other">): Selected {
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
