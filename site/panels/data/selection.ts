/** Which columns of two tables are compared, and what is said of the others. The words are the command's. */
import { listed, named, shortened } from "./named";
import { type Column, type Table, Unusable } from "./table";

export interface Tables {
  readonly reference: Table;
  readonly current: Table;
}

export interface SelectionOptions {
  readonly leaveOut: readonly string[];
  /** whether dates and times are compared */
  readonly temporal: boolean;
}

const MOST = 5; // clashes or notes told in one message

/** A column to compare, and which sides have its values: one without any may seem to be of another kind. */
export interface Selected {
  readonly name: string;
  readonly kind: "numeric" | "categorical";
  readonly reference: boolean;
  readonly current: boolean;
}

export interface Selection {
  readonly columns: readonly Selected[];
  readonly notes: readonly string[];
}

/**
 * Pairs the columns by name.
 *
 * @throws Unusable if columns that are asked for cannot be compared, or none is left
 */
export async function selectColumns(tables: Tables, options: SelectionOptions): Promise<Selection> {
  requireColumns(tables, options.leaveOut);
  const wanted = ({ name }: Column) => !options.leaveOut.includes(name);
  const reference = byName(tables.reference.columns.filter(wanted));
  const current = byName(tables.current.columns.filter(wanted));

  const notes = loneColumns(reference, current);
  const columns: Selected[] = [];
  const clashes: string[] = [];
  for (const before of reference.values()) {
    const now = current.get(before.name);
    if (!now) continue;
    const kind = await commonKind(tables, before, now);
    if (kind === undefined) {
      clashes.push(clashOf(tables, before, now));
    } else if (kind === "other" || (kind === "temporal" && !options.temporal)) {
      const types = before.type === now.type ? now.type : `${before.type} and ${now.type}`;
      const remedy = kind === "temporal" ? "; dates and times are compared if you ask for it" : "";
      notes.push(`left out: ${shortened(now.name)} (${types})${remedy}`);
    } else {
      if (kind === "temporal") notes.push(`${shortened(now.name)}: in seconds since 1970-01-01`);
      columns.push({
        name: now.name,
        kind: kind === "categorical" ? kind : "numeric",
        reference: before.kind === kind,
        current: now.kind === kind,
      });
    }
  }
  if (options.leaveOut.length > 0) notes.push(`left out as asked: ${named(options.leaveOut)}`);
  requireComparable(clashes, columns, notes);
  return { columns, notes };
}

type Columns = ReadonlyMap<string, Column>;
const byName = (columns: readonly Column[]): Columns =>
  new Map(columns.map((column) => [column.name, column]));

/** "amount (number in the reference, text now; “NA” in row 1 of now.csv)" */
function clashOf({ reference, current }: Tables, before: Column, now: Column): string {
  const why = [before, now].map(({ because }, k) =>
    because === undefined ? "" : `; ${because} of ${[reference, current][k].name}`,
  );
  return `${shortened(now.name)} (${before.type} in the reference, ${now.type} now${why.join("")})`;
}

function requireColumns({ reference, current }: Tables, names: readonly string[]): void {
  const known = new Set([...reference.columns, ...current.columns].map(({ name }) => name));
  for (const name of names) {
    if (known.has(name)) continue;
    const there = named(reference.columns.map((column) => column.name));
    throw new Unusable(
      `neither file has a column ${shortened(name)} to leave out; the reference has ${there}`,
    );
  }
}

function loneColumns(reference: Columns, current: Columns): string[] {
  const lone = (here: Columns, there: Columns) =>
    [...here.keys()].filter((name) => !there.has(name));
  return [
    ["reference", lone(reference, current)] as const,
    ["current file", lone(current, reference)] as const,
  ]
    .filter(([, names]) => names.length > 0)
    .map(([side, names]) => `only the ${side} has: ${named(names)}`);
}

/** The kind of both sides, or that of the one side which has values; undefined where they differ. */
async function commonKind(tables: Tables, before: Column, now: Column) {
  if (before.kind === now.kind) return now.kind;
  if (!(await hasValues(tables.current, now))) return before.kind;
  if (!(await hasValues(tables.reference, before))) return now.kind;
  return undefined;
}

async function hasValues(table: Table, { name, kind }: Column): Promise<boolean> {
  if (kind === "other") return true;
  const values = await table.values(name);
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (value !== null && !Number.isNaN(value)) return true;
  }
  return false;
}

function requireComparable(
  clashes: readonly string[],
  columns: readonly Selected[],
  notes: readonly string[],
): void {
  if (clashes.length > 0) {
    throw new Unusable(
      `Cannot be compared: ${listed(clashes, ", ", MOST)}. ` +
        "Leave out such columns under Options, or name there the texts that mean missing.",
    );
  }
  if (columns.length === 0) {
    throw new Unusable(listed(["there is no column to compare", ...notes], "; ", 1 + MOST));
  }
}
