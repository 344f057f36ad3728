// Plain text tables: the first column to the left, numbers to the right.

/** @param {string[]} header @param {(string | number)[][]} rows */
export function table(header, rows) {
  const cells = [header, ...rows.map((row) => row.map(cell))];
  const widths = header.map((_, k) => Math.max(...cells.map((row) => row[k].length)));
  const line = (row) =>
    row.map((text, k) => (k === 0 ? text.padEnd(widths[k]) : text.padStart(widths[k]))).join("  ");
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

function cell(value) {
  if (typeof value === "string") return value;
  if (Number.isInteger(value)) return value.toLocaleString("en");
  if (value === Number.POSITIVE_INFINITY) return "∞";
  return value >= 100
    ? value.toFixed(1)
    : value >= 0.001
      ? value.toFixed(4)
      : value.toExponential(1);
}
