/** A file as a table: its columns by name, whatever its format. */
import type { ColumnValues } from "wasmstein/drift";
import type { ColumnKind, NamedColumn } from "../../../src/drift/pairing";

export type { ColumnKind };

export interface Column extends NamedColumn {
  /** what made it a text, where numbers might have been expected */
  readonly because?: string;
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** notes about the file */
  readonly notes: readonly string[];
  /** a value for each row: numbers of numeric and temporal columns, NaN where missing; else texts and nulls */
  values(column: string): Promise<ColumnValues>;
}

/** What a user can do something about, in words. */
export class Unusable extends Error {}

/** How a table is opened. */
export interface Opening {
  /** texts of a CSV file that are missing values, besides the empty one */
  readonly absent: readonly string[];
  /** called with the number of bytes read so far */
  onBytes(bytes: number): void;
}
