/**
 * Drift of a numeric column in one sorted walk and constant memory: bins, moments and the exact
 * Wasserstein distance.
 *
 * On the line the optimal plan keeps the order, and W1 = ∫|F − G| dx over the two distribution functions
 * (Vallender, Theory Probab. Appl. 18, 1974): between one distinct value and the next both are constant.
 */
import { type Binning, EqualFrequency, FixedEdges } from "./bins";
import { Moments } from "./moments";
import type { ColumnDrift } from "./result";
import { type ColumnTask, judge, requireWhole } from "./verdict";

/** Beyond this the square of a difference may be no number; such values count as missing. */
export const LARGEST_VALUE = 1e150;

export class NumericDrift {
  private readonly reference = new Moments();
  private readonly current = new Moments();
  private readonly binning: Binning;
  private last = -Infinity; // the value before
  private area = 0; // ∫|F − G| so far, times both totals
  private lost = 0; // what rounding has taken from it (Kahan)

  constructor(private readonly task: ColumnTask) {
    const { settings, totals } = task;
    this.binning =
      typeof settings.bins === "number"
        ? new EqualFrequency(settings.bins, totals.reference.values)
        : new FixedEdges(settings.bins);
  }

  /**
   * The next value, larger than all before, and how often each side has it.
   *
   * @throws RangeError for a value out of order, or beyond ±1e150
   */
  add(value: number, reference: number, current: number): void {
    if (!(value > this.last && Math.abs(value) <= LARGEST_VALUE)) {
      const expected = `ascending values, each once, at most ${LARGEST_VALUE} in size`;
      throw new RangeError(`NumericDrift: ${value} comes after ${this.last}, expected ${expected}`);
    }
    const x = value + 0; // no −0 among the edges
    if (this.last !== -Infinity) this.advance(x);
    this.last = x;
    this.reference.add(x, reference);
    this.current.add(x, current);
    this.binning.add(x, reference, current);
  }

  private advance(x: number): void {
    const { totals } = this.task;
    // Whole numbers: exact up to 2⁵³.
    const behind = this.reference.count * totals.current.values;
    const ahead = this.current.count * totals.reference.values;
    const term = Math.abs(behind - ahead) * (x - this.last) - this.lost;
    const sum = this.area + term;
    this.lost = sum - this.area - term;
    this.area = sum;
  }

  /** @throws Error if the values are not as many as the totals say */
  result(): ColumnDrift {
    const { task, reference, current } = this;
    requireWhole("NumericDrift", task, reference.count, current.count);
    const pairs = reference.count * current.count;
    const w1 = pairs === 0 ? null : this.area / pairs;
    return judge(task, {
      kind: "numeric",
      bins: this.binning.bins(),
      "w1-per-sigma": w1 === null ? null : w1 === 0 ? 0 : w1 / reference.std,
      w1,
      reference: reference.summary(),
      current: current.summary(),
    });
  }
}
