/** The options of a comparison, from the form to what the worker takes. */
import { DEFAULT_THRESHOLDS, driftSettings, type Measure } from "wasmstein/drift";
import { element } from "../../page/elements";
import type { CompareOptions } from "./compare";

const ASKED = ["psi", "js", "wasserstein", "missing"] as const satisfies readonly Measure[];

const input = (name: string) => element(`data-${name}`, HTMLInputElement);

/** Puts the package's defaults into the form. */
export function fillOptions(): void {
  for (const measure of ASKED) input(measure).value = String(DEFAULT_THRESHOLDS[measure]);
  input("bins").value = String(driftSettings().bins);
}

/** @throws RangeError, in words, for options out of range */
export function readOptions(): CompareOptions {
  const thresholds = ASKED.filter((measure) => input(measure).value !== "").map((measure) => [
    measure,
    input(measure).valueAsNumber,
  ]);
  if (thresholds.length === 0) {
    throw new RangeError("Nothing would be drift: give a threshold for one measure at least.");
  }
  return {
    settings: settingsOf(Object.fromEntries(thresholds), input("bins").valueAsNumber),
    leaveOut: listed(input("leave-out").value),
    absent: listed(input("absent").value),
    temporal: input("temporal").checked,
  };
}

function settingsOf(thresholds: Partial<Record<Measure, number>>, bins: number) {
  try {
    return driftSettings({ bins, thresholds });
  } catch (error) {
    throw new RangeError((error as Error).message.replace(/^driftSettings: (thresholds\.)?/, ""));
  }
}

function listed(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
