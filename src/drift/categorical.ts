/**
 * Drift of a column of categories, in one walk from the reference's most frequent category down. The
 * first fifty have a bin each; the others of the reference share one, and so do those that only the
 * current side has.
 */
import type { Bin, ColumnDrift } from "./result";
import { type ColumnTask, judge, requireWhole } from "./verdict";

const OWN_BINS = 50;
const EXAMPLES = 5;

/** Categories that share a bin. */
class Gathered {
  categories = 0;
  private readonly examples: string[] = [];
  reference = 0;
  current = 0;

  add(category: string, reference: number, current: number): void {
    this.categories++;
    if (this.categories <= EXAMPLES) this.examples.push(category);
    this.reference += reference;
    this.current += current;
  }

  bin(group: "other" | "new"): Bin[] {
    const { categories, examples, reference, current } = this;
    if (categories === 0) return [];
    return [{ label: `(${group})`, group, categories, examples, reference, current }];
  }
}

export class CategoricalDrift {
  private readonly own: Bin[] = [];
  private readonly other = new Gathered();
  private readonly fresh = new Gathered();
  private last = Infinity; // how often the reference has the category before
  private reference = 0; // values so far
  private current = 0;

  constructor(private readonly task: ColumnTask) {}

  /**
   * The next category, and how often each side has it; the reference's counts do not rise.
   *
   * @throws RangeError for a category out of order
   */
  add(category: string, reference: number, current: number): void {
    if (!(reference <= this.last)) {
      const came = `${reference} values of the reference come after ${this.last}`;
      throw new RangeError(`CategoricalDrift: ${came}, expected the most frequent category first`);
    }
    this.last = reference;
    this.reference += reference;
    this.current += current;
    if (reference === 0) this.fresh.add(category, 0, current);
    else if (this.own.length >= OWN_BINS) this.other.add(category, reference, current);
    else this.own.push({ label: category, reference, current });
  }

  /** @throws Error if the values are not as many as the totals say */
  result(): ColumnDrift {
    requireWhole("CategoricalDrift", this.task, this.reference, this.current);
    const bins = [...this.own, ...this.other.bin("other"), ...this.fresh.bin("new")];
    return judge(this.task, { kind: "categorical", bins, "w1-per-sigma": null });
  }
}
