/** Tables of plain text, aligned by the width of characters on a terminal and cut to its width. */

export interface Cell {
  readonly text: string;
  /** shown in bold red if colours are on */
  readonly alarming?: boolean;
}

export interface TableLayout {
  /** indices of text columns, aligned left; the others are numbers, aligned right */
  readonly left: readonly number[];
  /** the largest width of a line, or Infinity; text columns are cut to fit */
  readonly width: number;
  readonly colour: boolean;
}

const GAP = "  ";
const NARROWEST = 8; // least width of a text column

export function textTable(header: readonly string[], rows: Cell[][], layout: TableLayout): string {
  const head = header.map((text): Cell => ({ text }));
  const cells = [head, ...rows].map((row) =>
    row.map(({ text, alarming }) => ({ text: visible(text), alarming: alarming === true })),
  );
  const widths = header.map((_, k) => Math.max(...cells.map((row) => shownWidth(row[k].text))));
  narrow(widths, layout);
  const line = (row: { text: string; alarming: boolean }[]) =>
    row
      .map(({ text, alarming }, k) => {
        const short = cut(text, widths[k]);
        const space = " ".repeat(widths[k] - shownWidth(short));
        const shown = alarming && layout.colour ? `\u001b[1;31m${short}\u001b[0m` : short;
        return layout.left.includes(k) ? shown + space : space + shown;
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join(GAP);
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

/** Narrows the widest text column, step by step, until the table fits. */
function narrow(widths: number[], { left, width }: TableLayout): void {
  const total = () => widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
  while (total() > width) {
    const widest = left.reduce((best, k) => (widths[k] > widths[best] ? k : best));
    if (widths[widest] <= NARROWEST) return;
    widths[widest]--;
  }
}

function cut(text: string, width: number): string {
  if (shownWidth(text) <= width) return text;
  let short = "";
  for (const character of text) {
    if (shownWidth(short + character) >= width) break;
    short += character;
  }
  return `${short}…`;
}

/** Replaces control characters, so that data cannot control the terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function shownWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return width;
}
