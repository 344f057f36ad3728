/** Numbers as tables and reports show them. */

export const count = (n: number) => n.toLocaleString("en");

/** "1 row", "2 rows" */
export function counted(n: number, what: string): string {
  return `${count(n)} ${what}${n === 1 ? "" : "s"}`;
}

export function percent(share: number | null): string {
  return share === null ? "–" : `${(100 * share).toFixed(1)}%`;
}

/** A measure: four decimals are more than a verdict needs. */
export function score(value: number | null): string {
  if (value === null) return "–";
  if (value === 0) return "0";
  if (value === Infinity) return "∞";
  return value >= 0.00005 && value < 1e5 ? value.toFixed(4) : value.toExponential(1);
}

/** A number in a column's own unit. */
export function figure(value: number | null): string {
  if (value === null) return "–";
  if (Number.isSafeInteger(value)) return count(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return value.toExponential(4);
  return value.toLocaleString("en", { maximumSignificantDigits: 6 });
}
