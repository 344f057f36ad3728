/**
 * Which columns of two tables are compared, and the notes about the others. Where columns and values come from is the
 * caller's: a database, or files in a browser.
 */

/** A temporal column is compared only if it is asked for: as a number, in seconds since 1970. */
export type ColumnKind = "numeric" | "categorical" | "temporal" | "other";

export interface NamedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** the type as its reader names it */
  readonly type: string;
}

export interface Tables<C extends NamedColumn> {
  readonly reference: readonly C[];
  readonly current: readonly C[];
  hasValues(side: "reference" | "current", column: C): Promise<boolean>;
}

export interface PairingOptions {
  /** whether a temporal column of this name is compared */
  isTemporalWanted(name: string): boolean;
  /** what the note about a temporal column that is left out says of a remedy */
  readonly temporalRemedy: string;
  /** how names appear in notes; as they are unless given */
  shown?(name: string): string;
  listed?(names: readonly string[]): string;
}

export interface Pair<C extends NamedColumn> {
  readonly before: C;
  readonly now: C;
  /** the kind of both sides */
  readonly kind: Exclude<ColumnKind, "other">;
}

export interface Pairing<C extends NamedColumn> {
  readonly pairs: readonly Pair<C>[];
  /** columns of a type that cannot be compared, with both types in words */
  readonly incomparable: readonly { readonly name: string; readonly types: string }[];
  /** columns whose sides have values of different kinds */
  readonly clashes: readonly (readonly [before: C, now: C])[];
  readonly notes: readonly string[];
}

/** Pairs the columns by name, in the order of the reference. */
export async function pairColumns<C extends NamedColumn>(
  tables: Tables<C>,
  options: PairingOptions,
): Promise<Pairing<C>> {
  const { shown = (name) => name, temporalRemedy } = options;
  const inCurrent = byName(tables.current);
  const notes = loneColumns(tables, options);
  const pairs: Pair<C>[] = [];
  const incomparable: { name: string; types: string }[] = [];
  const clashes: [C, C][] = [];
  for (const before of tables.reference) {
    const now = inCurrent.get(before.name);
    if (!now) continue;
    const { name } = now;
    const kind = await commonKind(tables, before, now);
    const types = before.type === now.type ? now.type : `${before.type} and ${now.type}`;
    const leftOut = `left out: ${shown(name)} (${types})`;
    if (kind === undefined) {
      clashes.push([before, now]);
    } else if (kind === "other") {
      incomparable.push({ name, types });
      notes.push(leftOut);
    } else if (kind === "temporal" && !options.isTemporalWanted(name)) {
      notes.push(`${leftOut}; ${temporalRemedy}`);
    } else {
      if (kind === "temporal") notes.push(`${shown(name)}: in seconds since 1970-01-01`);
      pairs.push({ before, now, kind });
    }
  }
  return { pairs, incomparable, clashes, notes };
}

const byName = <C extends NamedColumn>(columns: readonly C[]): ReadonlyMap<string, C> =>
  new Map(columns.map((column) => [column.name, column]));

function loneColumns<C extends NamedColumn>(
  { reference, current }: Tables<C>,
  { listed = (names) => names.join(", ") }: PairingOptions,
): string[] {
  const lone = (here: readonly C[], there: readonly C[]) => {
    const known = byName(there);
    return here.map(({ name }) => name).filter((name) => !known.has(name));
  };
  return [
    ["reference", lone(reference, current)] as const,
    ["current file", lone(current, reference)] as const,
  ]
    .filter(([, names]) => names.length > 0)
    .map(([side, names]) => `only the ${side} has: ${listed(names)}`);
}

/**
 * The kind of both sides, or that of the only side with values; undefined where they differ. A reader of text takes a
 * column without values for text.
 */
async function commonKind<C extends NamedColumn>(
  tables: Tables<C>,
  before: C,
  now: C,
): Promise<ColumnKind | undefined> {
  if (before.kind === now.kind) return now.kind;
  if (!(await tables.hasValues("current", now))) return before.kind;
  if (!(await tables.hasValues("reference", before))) return now.kind;
  return undefined;
}
