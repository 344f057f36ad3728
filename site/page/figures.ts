/** Numbers as the page writes them. */

/** With `decimals` digits after the point, a proper minus sign, and ∞ where a divergence has no value. */
export function decimal(value: number, decimals = 4): string {
  if (value === Number.POSITIVE_INFINITY) return "∞";
  return signed(value.toFixed(decimals));
}

/** 1.2e−16; 0 is 0. */
export function scientific(value: number, digits = 1): string {
  return value === 0 ? "0" : signed(value.toExponential(digits).replace("e+", "e"));
}

/** 25,000 */
export function count(value: number): string {
  return value.toLocaleString("en");
}

/** 0.42 s, 38 ms */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return milliseconds >= 10 ? `${milliseconds.toFixed(0)} ms` : `${milliseconds.toFixed(1)} ms`;
}

/** Numbers that round to 0 have no sign; others have the typographer's. */
function signed(text: string): string {
  return /[1-9]/.test(text) ? text.replaceAll("-", "−") : text.replace(/^-/, "");
}
