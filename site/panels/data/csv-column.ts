/** A column of a CSV file, as it comes: typed, and stored as compactly as its type allows. */
import type { ColumnValues } from "wasmstein/drift";
import { READINGS, type Reading } from "./readings";

const MOST_KNOWN = 2 ** 16; // texts that are kept once however often they come

export class CsvColumn {
  reading: Reading;
  /** the value that took the reading, in words */
  because: string | undefined;
  /** the reading has changed behind a value: what is stored is of no use, the file has to be read again */
  surprised = false;
  #first: string | undefined; // the first value
  #numbers = new Float64Array(0); // NaN where missing
  #texts: (string | null)[] = [];
  #known = new Map<string, string>();

  /** `before` is the same column, of a pass over the file that ended in surprise. */
  constructor(before?: CsvColumn) {
    this.reading = before?.reading ?? READINGS[0];
    this.because = before?.because;
  }

  /** Whether all values are missing. */
  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** The value of this row; missing ones are left out. */
  add(row: number, text: string): void {
    const value = this.reading.read(text) ?? this.#reread(row, text);
    this.#first ??= text;
    if (this.surprised) return;
    if (typeof value === "number") this.#putNumber(row, value);
    else this.#putText(row, value);
  }

  /** One value for each of `rows` rows. */
  values(rows: number): ColumnValues {
    if (this.reading.kind === "categorical") return padded(this.#texts, rows);
    return rows <= this.#numbers.length
      ? this.#numbers.subarray(0, rows)
      : grown(this.#numbers, rows);
  }

  /** Goes on to the next reading that fits this value, and as far as is known those before it. */
  #reread(row: number, text: string): number | string {
    const first = this.#first ?? text;
    const fits = (reading: Reading) =>
      reading.read(text) !== undefined && reading.read(first) !== undefined;
    const rest = READINGS.slice(READINGS.indexOf(this.reading) + 1);
    this.reading = rest.find(fits) as Reading; // the last one reads everything
    this.because = `“${text.slice(0, 40)}” in row ${row + 1}`;
    this.surprised = this.#first !== undefined;
    return this.reading.read(text) as number | string;
  }

  #putNumber(row: number, value: number): void {
    if (row >= this.#numbers.length) this.#numbers = grown(this.#numbers, 2 * row + 1024);
    this.#numbers[row] = value;
  }

  #putText(row: number, text: string): void {
    const known = this.#known.get(text) ?? text;
    if (this.#known.size < MOST_KNOWN) this.#known.set(known, known);
    padded(this.#texts, row).push(known);
  }
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length).fill(Number.NaN);
  longer.set(numbers);
  return longer;
}

function padded(texts: (string | null)[], length: number): (string | null)[] {
  while (texts.length < length) texts.push(null);
  return texts;
}
