/** The page's elements by their ids, of the kind that is expected. */
export function element<T extends HTMLElement>(id: string, kind: { new (): T; name: string }): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} #${id}`);
}

/** The value of the checked radio button of this name. */
export function chosen(name: string): string {
  const checked = document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`);
  if (checked) return checked.value;
  throw new Error(`none of the radio buttons ${name} is checked`);
}

/** Calls back with the value of the radio button of this name that is checked from now on. */
export function onChoice(name: string, changed: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
    input.addEventListener("change", () => changed(input.value));
  }
}

/** Writes texts into elements by their ids, where they are not there already. */
export function write(texts: Readonly<Record<string, string>>): void {
  for (const [id, text] of Object.entries(texts)) {
    const place = element(id, HTMLElement);
    if (place.textContent !== text) place.textContent = text;
  }
}
