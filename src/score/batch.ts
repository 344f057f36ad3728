/**
 * Collects rows for the kernels. Histograms with the same number of bins are placed side by side in shared
 * memory, which workers read without a copy. Every row is checked here, so that a bad one can be named,
 * skipped or left without results.
 */
import { NumberSlice } from "./number-slice";

/** Weights of one side at which a batch is full; some milliseconds of work. */
const WEIGHTS = 2 ** 18;
/** Rows at which a batch is full, even if they are short. */
const ROWS = 2 ** 14;

/** A list of the input, which should hold numbers. */
type List = readonly unknown[] | NumberSlice;

/** Buffers for both sides of a group. */
export interface Buffers {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/** Rows with the same number of bins. */
export interface Group {
  readonly bins: number;
  buffers: Buffers;
  /** the index of each in the batch */
  readonly rows: number[];
}

export class Batch {
  readonly groups = new Map<number, Group>();
  /** number of rows so far, good and bad */
  rows = 0;
  #weights = 0;
  readonly #bad = new Set<number>();

  constructor(
    private readonly p: string, // the columns' names, for messages
    private readonly q: string,
    /** required number of bins, or undefined for any */
    private readonly bins: number | undefined,
    /** buffers of finished batches, to be reused */
    private readonly spares: Buffers[],
  ) {}

  get isFull(): boolean {
    return this.#weights >= WEIGHTS || this.rows >= ROWS;
  }

  isGood(row: number): boolean {
    return !this.#bad.has(row);
  }

  /** Adds a row; returns what is wrong with it, or undefined. */
  add(p: unknown, q: unknown): string | undefined {
    const row = this.rows++;
    const wrong = this.#checkLengths(p, q) ?? this.#take(row, p as List, q as List);
    if (wrong !== undefined) this.#bad.add(row);
    return wrong;
  }

  #take(row: number, p: List, q: List): string | undefined {
    const { length: bins } = p;
    const group = this.#groupOf(bins);
    const at = group.rows.length * bins;
    if (at + bins > group.buffers.p.length) grow(group);
    const { buffers } = group;
    const bad = copy(this.p, p, buffers.p, at) ?? copy(this.q, q, buffers.q, at);
    if (bad !== undefined) return bad;
    group.rows.push(row);
    this.#weights += bins;
    return undefined;
  }

  #checkLengths(p: unknown, q: unknown): string | undefined {
    if (!isList(p)) return `${this.p} is ${show(p)}, expected a list of numbers`;
    if (!isList(q)) return `${this.q} is ${show(q)}, expected a list of numbers`;
    const expected = this.bins ?? (p.length || "at least 1");
    if (p.length !== expected) return `${this.p} has ${p.length} bins, expected ${expected}`;
    if (q.length !== expected) return `${this.q} has ${q.length} bins, expected ${expected}`;
    return undefined;
  }

  #groupOf(bins: number): Group {
    const known = this.groups.get(bins);
    if (known) return known;
    const spare = this.spares.pop();
    const buffers = spare && spare.p.length >= bins ? spare : allocate(16 * bins);
    const group = { bins, buffers, rows: [] };
    this.groups.set(bins, group);
    return group;
  }
}

function isList(value: unknown): value is List {
  return value instanceof NumberSlice || Array.isArray(value);
}

/** A value of JSON or of a database, shortened for a message. */
function show(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return (JSON.stringify(value) ?? String(value)).slice(0, 40);
}

function allocate(weights: number): Buffers {
  const side = () => new Float64Array(new SharedArrayBuffer(8 * weights));
  return { p: side(), q: side() };
}

function grow(group: Group): void {
  const wider = allocate(2 * group.buffers.p.length);
  wider.p.set(group.buffers.p);
  wider.q.set(group.buffers.q);
  group.buffers = wider;
}

/** Copies a histogram; returns what is wrong with it, or undefined. */
function copy(name: string, list: List, out: Float64Array, at: number): string | undefined {
  const wrong =
    list instanceof NumberSlice
      ? copyWeights(list.values, list.from, list.length, out, at)
      : copyWeights(list, 0, list.length, out, at);
  if (wrong < 0) return undefined;
  if (wrong === list.length) return `${name} has total mass 0, expected at least one weight > 0`;
  return `${name}[${wrong}] is ${show(list.at(wrong))}, expected a finite number ≥ 0`;
}

/** Returns the index of the first invalid weight, `length` if all are 0, else −1. */
function copyWeights(
  values: ArrayLike<unknown>,
  from: number,
  length: number,
  out: Float64Array,
  at: number,
): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const value = values[from + i];
    const x = typeof value === "bigint" ? Number(value) : value; // integers beyond 2^53 in JSON
    if (!(typeof x === "number" && x >= 0 && x < Infinity)) return i;
    out[at + i] = x;
    sum += x;
  }
  return sum > 0 ? -1 : length;
}
