/** A histogram that can be drawn on and moved. */

const SEEN = 0.02; // some bar at least must stay this high when the histogram is moved
const GROUND = 0.015; // heights below are 0: a hand hits the ground only nearly

/**
 * Its bars are the visible part of a tape three times as long, so that what is moved out of sight comes
 * back when it is moved back, and a bell brings its tails along.
 */
export class Histogram {
  readonly bins: number;
  readonly #tape: Float64Array;
  #start: number; // the tape's first visible cell
  #drawn = false;

  /** `height` tells the height of each bin from −bins to 2 bins − 1, from 0 to 1; those from 0 to bins − 1 are seen. */
  constructor(bins: number, height: (bin: number) => number) {
    this.bins = bins;
    this.#tape = Float64Array.from({ length: 3 * bins }, (_, cell) => height(cell - bins));
    this.#start = bins;
  }

  /** From 0 to 1; they need not sum to 1. */
  get heights(): Float64Array {
    return this.#from(this.#start);
  }

  get total(): number {
    return this.heights.reduce((sum, height) => sum + height, 0);
  }

  /** Whether a height has ever been set to another. */
  get drawn(): boolean {
    return this.#drawn;
  }

  /** Whether it is not where it was at first. */
  get moved(): boolean {
    return this.#start !== this.bins;
  }

  set(bin: number, height: number): void {
    const { heights } = this;
    const before = heights[bin];
    heights[bin] = height < GROUND ? 0 : Math.min(height, 1);
    this.#drawn ||= heights[bin] !== before;
  }

  /** Moves by this many bins to the right, or as far as something stays visible; returns the bins moved. */
  move(bins: number): number {
    const from = this.#start;
    const step = Math.sign(bins);
    while (this.#start !== from - bins && this.#seenFrom(this.#start - step)) this.#start -= step;
    return from - this.#start;
  }

  #seenFrom(start: number): boolean {
    const fits = start >= 0 && start + this.bins <= this.#tape.length;
    return fits && this.#from(start).some((height) => height >= SEEN);
  }

  #from(start: number): Float64Array {
    return this.#tape.subarray(start, start + this.bins);
  }
}

export const hasEarth = (heights: Float64Array) => heights.some((height) => height > 0);
