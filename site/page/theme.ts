/** The page's colours, for what is drawn on a canvas. They are the custom properties of style.css. */

const NAMES = [
  "ground",
  "sheet",
  "ink",
  "soft",
  "line",
  "p",
  "q",
  "third",
  "fourth",
  "fifth",
] as const;
export type Colour = (typeof NAMES)[number];
export type Palette = Readonly<Record<Colour, string>>;

const dark = matchMedia("(prefers-color-scheme: dark)");
let palette: Palette | undefined;

/** The colours of the present theme, light or dark. */
export function colours(): Palette {
  palette ??= read();
  return palette;
}

/** Calls back when the theme has changed. */
export function onTheme(changed: () => void): void {
  dark.addEventListener("change", () => {
    palette = read();
    changed();
  });
}

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  const entries = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(entries) as Palette;
}
