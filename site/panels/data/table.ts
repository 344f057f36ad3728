/** A file as a table: its columns by name, whatever its format. */
import type { ColumnValues } from "wasmstein/drift";

/** A temporal column is numeric once it is asked for, in seconds since 1970; others are not compared. */
export type ColumnKind = "numeric" | "categorical" | "temporal" | "other";

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** in words: "number", "text", "list" */
  readonly type: string;
  /** what made it a text, where numbers might have been expected */
  readonly because?: string;
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** what has to be said of the file */
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
  /** is told how many bytes have been read */
  onBytes(bytes: number): void;
}
