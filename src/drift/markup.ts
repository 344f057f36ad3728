/** HTML from templates: whatever is put in is escaped, unless it is markup already. */

export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

/** A tag for template literals: html`<b>${name}</b>`. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  const inserted = parts.map(textOf);
  return new Markup(texts.map((text, k) => text + (inserted[k] ?? "")).join(""));
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
