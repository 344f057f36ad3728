/**
 * Bins of numbers that come in ascending order. A bin is (from, to], the first one [from, to]; values
 * outside of the edges fall into a bin below and a bin above, which may stay empty.
 */
import type { Bin } from "./result";

export interface Binning {
  /** x, and how often each side has it */
  add(x: number, reference: number, current: number): void;
  bins(): Bin[];
}

/** Counts of both sides in one bin. */
interface Counts {
  reference: number;
  current: number;
}

const none = (): Counts => ({ reference: 0, current: 0 });

/** Given edges. */
export class FixedEdges implements Binning {
  private readonly counts: Counts[]; // below, between the edges, above
  private slot = 0; // edges passed so far: where the next value falls

  constructor(private readonly edges: readonly number[]) {
    this.counts = Array.from({ length: edges.length + 1 }, none);
  }

  add(x: number, reference: number, current: number): void {
    const { edges } = this;
    if (x >= edges[0] && this.slot === 0) this.slot = 1;
    while (this.slot > 0 && this.slot < edges.length && x > edges[this.slot]) this.slot++;
    const counts = this.counts[this.slot];
    counts.reference += reference;
    counts.current += current;
  }

  bins(): Bin[] {
    return between(this.edges, this.counts);
  }
}

/**
 * Edges at the reference's quantiles k/n, found in the walk that counts: Q(u) is the smallest value
 * with at least u of the values at or below it (definition 1 of Hyndman & Fan, The American
 * Statistician 50, 1996). Quantiles that are tied give one edge, so there may be fewer bins than asked for.
 */
export class EqualFrequency implements Binning {
  private readonly edges: number[] = [];
  private readonly counts: Counts[] = [none()]; // below, then the bins so far
  private readonly above = none();
  private seen = 0; // values of the reference so far
  private next = 1; // the quantile next/wanted is the next edge

  constructor(
    private readonly wanted: number,
    private readonly total: number, // values of the reference
  ) {}

  add(x: number, reference: number, current: number): void {
    if (this.seen === 0 && reference === 0) {
      this.counts[0].current += current;
      return;
    }
    if (this.seen === this.total) {
      this.above.current += current;
      return;
    }
    if (this.seen === 0) this.edges.push(x);
    if (this.edges.length === this.counts.length) this.counts.push(none());
    const counts = this.counts[this.counts.length - 1];
    counts.reference += reference;
    counts.current += current;
    this.seen += reference;
    if (this.seen * this.wanted < this.next * this.total) return;
    this.edges.push(x);
    this.next = Math.floor((this.seen * this.wanted) / this.total) + 1;
  }

  bins(): Bin[] {
    return this.total === 0 ? [] : between(this.edges, [...this.counts, this.above]);
  }
}

function between(edges: readonly number[], counts: readonly Counts[]): Bin[] {
  const shown = labels(edges);
  const last = edges.length - 1;
  return counts.map((count, k) => {
    if (k === 0)
      return { label: `< ${shown[0]}`, group: "below", from: null, to: edges[0], ...count };
    if (k > last) {
      return { label: `> ${shown[last]}`, group: "above", from: edges[last], to: null, ...count };
    }
    const alone = edges[k - 1] === edges[k]; // the smallest value, where it fills its bin
    const label = alone ? shown[k] : `${k === 1 ? "[" : "("}${shown[k - 1]}, ${shown[k]}]`;
    return { label, from: edges[k - 1], to: edges[k], ...count };
  });
}

/** Whole numbers in full, others with as few digits, from four on, as tell the edges apart. */
function labels(edges: readonly number[]): string[] {
  const distinct = new Set(edges).size;
  for (let digits = 4; ; digits++) {
    const shown = edges.map((edge) =>
      Number.isSafeInteger(edge) ? String(edge) : String(Number(edge.toPrecision(digits))),
    );
    if (digits === 17 || new Set(shown).size === distinct) return shown;
  }
}
