/** Two files compared column by column, as the command wasmstein drift compares them. */
import {
  CategoricalDrift,
  type ColumnDrift,
  type ColumnValues,
  type DriftReport,
  type DriftSettings,
  driftColumn,
} from "wasmstein/drift";
import { openTable } from "./open-table";
import { type Selected, type SelectionOptions, selectColumns, type Tables } from "./selection";

export interface CompareOptions extends SelectionOptions {
  readonly settings: DriftSettings;
  /** texts of a CSV file that are missing values, besides the empty one */
  readonly absent: readonly string[];
}

/** What is being done, and the share of everything that is. */
export type OnProgress = (step: string, share: number) => void;

/**
 * @throws Unusable for files or columns that cannot be compared
 */
export async function compareFiles(
  files: { readonly reference: File; readonly current: File },
  options: CompareOptions,
  onProgress: OnProgress,
): Promise<DriftReport> {
  const tables = await openTables(files, options, onProgress);
  const { columns, notes } = await selectColumns(tables, options);
  const compared: ColumnDrift[] = [];
  for (const [k, column] of columns.entries()) {
    const step = `Comparing ${column.name}, column ${k + 1} of ${columns.length}`;
    onProgress(step, 0.5 + k / (2 * columns.length));
    compared.push(await compareColumn(tables, column, options.settings));
  }
  const { reference, current } = tables;
  return {
    reference: { name: reference.name, rows: reference.rows },
    current: { name: current.name, rows: current.rows },
    settings: options.settings,
    columns: compared,
    notes: [...notes, ...absentNote(options.absent), ...reference.notes, ...current.notes],
  };
}

/** A CSV file is read here; of a Parquet file only what is in it. */
async function openTables(
  { reference, current }: { readonly reference: File; readonly current: File },
  { absent }: CompareOptions,
  onProgress: OnProgress,
): Promise<Tables> {
  const total = 2 * (reference.size + current.size);
  const opening = (file: File, before: number) => ({
    absent,
    onBytes: (bytes: number) => onProgress(`Reading ${file.name}`, (before + bytes) / total),
  });
  return {
    reference: await openTable(reference, opening(reference, 0)),
    current: await openTable(current, opening(current, reference.size)),
  };
}

async function compareColumn(
  tables: Tables,
  { name, kind, ...sides }: Selected,
  settings: DriftSettings,
): Promise<ColumnDrift> {
  const valuesOf = (side: "reference" | "current"): ColumnValues | Promise<ColumnValues> =>
    sides[side] ? tables[side].values(name) : new Array(tables[side].rows).fill(null);
  const reference = await valuesOf("reference");
  const current = await valuesOf("current");
  const drift = driftColumn(reference, current, { column: name, ...settings });
  return drift.kind === kind ? drift : noCategories(name, tables, settings);
}

/** driftColumn cannot tell of what kind a column without any value is. */
function noCategories(
  column: string,
  { reference, current }: Tables,
  settings: DriftSettings,
): ColumnDrift {
  const totals = {
    reference: { rows: reference.rows, values: 0 },
    current: { rows: current.rows, values: 0 },
  };
  return new CategoricalDrift({ column, totals, settings }).result();
}

function absentNote(absent: readonly string[]): string[] {
  return absent.length > 0 ? [`missing in CSV files too: ${absent.join(", ")}`] : [];
}
