/** Names in a sentence: of many only the first, of long ones only the beginning. */
const MOST = 20;
const LONGEST = 40; // characters

export function named(names: readonly string[], most = MOST): string {
  return listed(names.map(shortened), ", ", most);
}

/** The first ones, and how many more there are. */
export function listed(texts: readonly string[], separator: string, most: number): string {
  const rest = texts.length - most;
  const more = rest > 0 ? ` and ${rest} more` : "";
  return texts.slice(0, most).join(separator) + more;
}

export function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  return `${characters.slice(0, LONGEST).join("")}…`;
}
