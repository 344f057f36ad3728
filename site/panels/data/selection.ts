/** Which columns of two files are compared: paired as the command pairs them. */
import { pairColumns } from "../../../src/drift/pairing";
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
  const pairing = await pairColumns(
    {
      reference: tables.reference.columns.filter(wanted),
      current: tables.current.columns.filter(wanted),
      hasValues: (side, column) => hasValues(tables[side], column),
    },
    {
      isTemporalWanted: () => options.temporal,
      temporalRemedy: "dates and times are compared if you ask for it",
      shown: shortened,
      listed: (names) => named(names),
    },
  );
  const columns = pairing.pairs.map(
    ({ before, now, kind }): Selected => ({
      name: now.name,
      kind: kind === "categorical" ? kind : "numeric",
      reference: before.kind === kind,
      current: now.kind === kind,
    }),
  );
  const asked =
    options.leaveOut.length > 0 ? [`left out as asked: ${named(options.leaveOut)}`] : [];
  const notes = [...pairing.notes, ...asked];
  const clashes = pairing.clashes.map(([before, now]) => clashOf(tables, before, now));
  requireComparable(clashes, columns, notes);
  return { columns, notes };
}

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
