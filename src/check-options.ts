/** Names of options: one that a function does not know is an error, as it would be ignored in silence. */
import { rejectKind } from "./check";

/**
 * The options object itself; undefined stands for none. An option that is undefined counts as absent.
 *
 * @throws TypeError for another kind of value, or for an option that is not in `known`
 */
export function requireOptions(fn: string, value: unknown, known: readonly string[]): void {
  if (value === undefined) return;
  if (typeof value !== "object" || value === null) rejectKind(fn, "options", value, "an object");
  for (const [name, option] of Object.entries(value)) {
    if (option === undefined || known.includes(name)) continue;
    const near = nearest(name, known);
    const remedy = near ? `did you mean "${near}"?` : `expected one of ${known.join(", ")}`;
    throw new TypeError(`${fn}: unknown option "${name}", ${remedy}`);
  }
}

/** The known name with the fewest edits, if they are at most a third of the longer name. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(name, candidate) }))
    .filter(({ candidate, edits }) => 3 * edits <= Math.max(name.length, candidate.length))
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate;
}

/** Levenshtein's distance, without regard to case (Wagner & Fischer, J. ACM 21, 1974). */
function editDistance(one: string, other: string): number {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j] + 1, row[j - 1] + 1));
    }
    above = row;
  }
  return above[b.length];
}
