/**
 * Mean and population standard deviation in one pass, stable: West, Comm. ACM 22 (1979), the weighted
 * form of Welford's recurrence. Values come in ascending order, so the extremes are the first and last.
 */
export class Moments {
  count = 0;
  mean = 0;
  min = 0;
  max = 0;
  private squares = 0; // Σ count·(x − mean)²

  add(x: number, count: number): void {
    if (count === 0) return;
    if (this.count === 0) this.min = x;
    this.max = x;
    this.count += count;
    const before = x - this.mean;
    this.mean += (count / this.count) * before;
    this.squares += count * before * (x - this.mean);
  }

  get std(): number {
    return Math.sqrt(this.squares / this.count);
  }

  /** null in place of what no value tells */
  summary(): Record<"mean" | "std" | "min" | "max", number | null> {
    if (this.count === 0) return { mean: null, std: null, min: null, max: null };
    const { mean, std, min, max } = this;
    return { mean, std, min, max };
  }
}
