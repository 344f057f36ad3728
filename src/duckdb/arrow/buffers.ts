/** Growing buffers for the columns of a record batch. */

/** A growing array of bytes; `empty` keeps the memory for the next batch. */
export class Bytes {
  length = 0;
  #bytes = new Uint8Array(4096);

  /** Appends `length` zero bytes; returns their offset. */
  add(length: number): number {
    const at = this.length;
    this.length += length;
    if (this.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.length, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    return at;
  }

  append(bytes: Uint8Array): void {
    const at = this.add(bytes.length);
    this.#bytes.set(bytes, at);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  empty(): void {
    this.#bytes.fill(0, 0, this.length);
    this.length = 0;
  }
}

/** A growing array of bits; only set bits cost time. */
export class Bits {
  length = 0;
  count = 0; // number of set bits
  readonly #bytes = new Bytes();

  /** Appends `length` zero bits; returns the index of the first. */
  add(length: number): number {
    const at = this.length;
    this.length += length;
    this.#bytes.add(((this.length + 7) >> 3) - this.#bytes.length);
    return at;
  }

  set(i: number): void {
    const { bytes } = this.#bytes;
    bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
    this.count++;
  }

  get bytes(): Uint8Array {
    return this.#bytes.bytes;
  }

  empty(): void {
    this.#bytes.empty();
    this.length = 0;
    this.count = 0;
  }
}

/** Runs of rows of a vector: start, length, start, length, … Adjacent runs are merged. */
export class Runs {
  readonly pairs: number[] = [];
  total = 0;
  end = 0; // one past the last row of all runs

  add(start: number, length: number): this {
    if (length === 0) return this;
    const last = this.pairs.length - 2;
    if (last >= 0 && (this.pairs[last] ?? 0) + (this.pairs[last + 1] ?? 0) === start) {
      this.pairs[last + 1] = (this.pairs[last + 1] ?? 0) + length;
    } else {
      this.pairs.push(start, length);
    }
    this.total += length;
    this.end = Math.max(this.end, start + length);
    return this;
  }

  each(body: (start: number, length: number) => void): void {
    for (let k = 0; k < this.pairs.length; k += 2) body(this.pairs[k] ?? 0, this.pairs[k + 1] ?? 0);
  }
}
