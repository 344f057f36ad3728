/** The options of a comparison, from the form to what the worker takes. */
import { DEFAULT_THRESHOLDS, type DriftMeasure, driftSettings } from "wasmstein/drift";
import { element } from "../../page/elements";
import type { CompareOptions } from "./compare";

const ASKED = [
  "psi",
  "js-distance",
  "w1-per-sigma",
  "missing",
] as const satisfies readonly DriftMeasure[];

const form = () => element("data-options", HTMLDetailsElement);
const input = (name: string) => element(`data-${name}`, HTMLInputElement);

/** Puts the package's defaults into the form, and tells from then on that something in it has changed. */
export function mountOptions(changed: () => void): void {
  for (const measure of ASKED) input(measure).value = String(DEFAULT_THRESHOLDS[measure]);
  input("bins").value = String(driftSettings().bins);
  form().addEventListener("input", () => {
    unmark();
    changed();
  });
}

/** @throws RangeError for an invalid value, in words for the user; its field is marked and focused */
export function readOptions(): CompareOptions {
  const asked = ASKED.filter((measure) => !isEmpty(input(measure)));
  const thresholds = Object.fromEntries(asked.map((measure) => [measure, thresholdOf(measure)]));
  if (asked.length === 0) {
    throw refused(
      input(ASKED[0]),
      "Nothing would be drift: give a threshold for one measure at least.",
    );
  }
  return {
    settings: driftSettings({ bins: binsOf(), thresholds }),
    leaveOut: listOf(input("leave-out").value),
    absent: listOf(input("absent").value),
    temporal: input("temporal").checked,
  };
}

/** What is no number has an empty value too. */
function isEmpty({ value, validity }: HTMLInputElement): boolean {
  return value === "" && !validity.badInput;
}

function thresholdOf(measure: DriftMeasure): number {
  const field = input(measure);
  const most = field.max === "" ? "" : ` and at most ${field.max}`;
  if (field.valueAsNumber > 0 && !field.validity.rangeOverflow) return field.valueAsNumber;
  throw unexpected(field, `a number above 0${most}`);
}

function binsOf(): number {
  const field = input("bins");
  const { badInput, rangeUnderflow, rangeOverflow, stepMismatch } = field.validity;
  const isWrong = badInput || rangeUnderflow || rangeOverflow || stepMismatch;
  if (!isWrong && !isEmpty(field)) return field.valueAsNumber;
  throw unexpected(field, `a whole number from ${field.min} to ${field.max}`);
}

function unexpected(field: HTMLInputElement, expected: string): RangeError {
  const label = field.labels?.[0].querySelector(".label")?.textContent;
  const found = field.value || (isEmpty(field) ? "empty" : "no number");
  return refused(field, `${label} is ${found}, expected ${expected}`);
}

/** Marks the field, and leads to it; the browser says beside it what is wrong. */
function refused(field: HTMLInputElement, message: string): RangeError {
  form().open = true;
  field.setAttribute("aria-invalid", "true");
  field.setCustomValidity(message);
  field.reportValidity();
  return new RangeError(message);
}

function unmark(): void {
  for (const field of [...ASKED, "bins"].map(input)) {
    field.removeAttribute("aria-invalid");
    field.setCustomValidity("");
  }
}

/** What stands between commas. Within quotes a comma belongs to it, and two quotes are one. */
function listOf(text: string): string[] {
  const parts = text.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/g);
  return Array.from(parts, ([, quoted, plain = ""]) =>
    quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'),
  ).filter((name) => name !== "");
}
