/** The interface of all builders of Arrow columns, and their nulls. */
import type { Data, DataType } from "apache-arrow";
import type { RawVector } from "../bindings";
import { isSet } from "./bits";
import { Bits, type Runs } from "./buffers";
import type { Libraries } from "./vectors";

/** Builds a column of a record batch from DuckDB vectors. */
export interface Builder {
  readonly type: DataType;
  /** appends rows of a vector; returns how many bytes they took */
  append(vector: RawVector, rows: Runs): number;
  /** the column; it shares the builder's memory and is valid until `empty` */
  build(): Data;
  empty(): void;
}

/** The nulls of a column: the inverse of Arrow's validity, as most columns have no nulls at all. */
export class Nulls {
  readonly #nulls = new Bits();
  readonly #libraries: Libraries;

  constructor(libraries: Libraries) {
    this.#libraries = libraries;
  }

  get length(): number {
    return this.#nulls.length;
  }

  /** Appends the rows; returns the vector's validity, undefined if all rows are valid. */
  append(vector: RawVector, rows: Runs): Uint8Array | undefined {
    const { raw } = this.#libraries;
    const valid = raw.vector_get_validity(vector, 8 * Math.ceil(rows.end / 64)) ?? undefined;
    let at = this.#nulls.add(rows.total);
    if (!valid) return undefined;
    rows.each((start, length) => {
      for (let i = 0; i < length; i++, at++) if (!isSet(valid, start + i)) this.#nulls.set(at);
    });
    return valid;
  }

  build(): { length: number; nullCount: number; nullBitmap: Uint8Array | null } {
    const { length, count, bytes } = this.#nulls;
    return { length, nullCount: count, nullBitmap: count ? bytes.map((byte) => ~byte) : null };
  }

  empty(): void {
    this.#nulls.empty();
  }
}
