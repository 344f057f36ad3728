/** What happens to rows that cannot be scored, and the account of them. */
export const POLICIES = ["fail", "skip", "null"] as const;
export type BadRowPolicy = (typeof POLICIES)[number];

/** A bad row under the policy "fail"; who calls may name the remedy in its own words. */
export class BadRowError extends RangeError {
  override readonly name = "BadRowError";

  /** `fault`: which row it is, and what is wrong with it */
  constructor(readonly fault: string) {
    super(`${fault}; onBadRow "skip" or "null" goes on without it`);
  }
}

export class BadRows {
  count = 0;
  #first: string | undefined;

  constructor(readonly policy: BadRowPolicy) {}

  /** Rows are counted from 1, as editors and databases do. */
  report(row: number, wrong: string): void {
    const message = `row ${row}: ${wrong}`;
    if (this.policy === "fail") throw new BadRowError(message);
    this.count++;
    this.#first ??= message;
  }

  /** One line for the end, if there were any. */
  get summary(): string | undefined {
    if (this.count === 0) return undefined;
    const rows = this.count === 1 ? "1 bad row" : `${this.count.toLocaleString("en")} bad rows`;
    const fate = this.policy === "skip" ? "left out" : "without results";
    return `${rows} ${fate}; the first: ${this.#first}`;
  }
}
