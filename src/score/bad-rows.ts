/** Policies for rows that cannot be scored, and the count of such rows. */
export const POLICIES = ["fail", "skip", "null"] as const;
export type BadRowPolicy = (typeof POLICIES)[number];

/** A bad row under the policy "fail". A caller with other names for the remedy takes `fault` only. */
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

  /** `row`: counted from 1, as in editors and databases. */
  report(row: number, wrong: string): void {
    const message = `row ${row}: ${wrong}`;
    if (this.policy === "fail") throw new BadRowError(message);
    this.count++;
    this.#first ??= message;
  }

  /** One line about all bad rows; undefined if there were none. */
  get summary(): string | undefined {
    if (this.count === 0) return undefined;
    const rows = this.count === 1 ? "1 bad row" : `${this.count.toLocaleString("en")} bad rows`;
    const fate = this.policy === "skip" ? "left out" : "without results";
    return `${rows} ${fate}; the first: ${this.#first}`;
  }
}
