/** The flags of wasmstein drift, and the settings they stand for. */

import { DRIFT_MEASURES, type DriftSettings, driftSettings, type Thresholds } from "../drift/drift";
import { argumentOf } from "../errors";
import { UsageError } from "./exit";

export interface DriftFlags {
  readonly by?: string;
  readonly columns?: string;
  readonly bins: string;
  readonly smoothing: string;
  readonly threshold?: Thresholds;
  readonly json?: boolean;
  readonly html?: string;
}

/** Gathers `--threshold js-distance=0.1 --threshold psi=0.2`. */
export function thresholdFlag(text: string, before: Thresholds = {}): Thresholds {
  const [, name, value] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (!DRIFT_MEASURES.some((measure) => measure === name)) {
    throw new UsageError(
      `--threshold is ${text}, expected measure=value with one of ${DRIFT_MEASURES.join(", ")}`,
    );
  }
  return { ...before, [name]: numberIn("--threshold", text, value) };
}

export function settingsFrom({ bins, smoothing, threshold }: DriftFlags): DriftSettings {
  const numbers = bins
    .split(",")
    .map((text) => (bins === "auto" ? 0 : numberIn("--bins", bins, text)));
  try {
    return driftSettings({
      bins: bins === "auto" ? bins : numbers.length > 1 ? numbers : numbers[0],
      smoothing: numberIn("--smoothing", smoothing, smoothing),
      ...(threshold && { thresholds: threshold }),
    });
  } catch (error) {
    const { message } = error as Error;
    const wrong = argumentOf(error);
    throw new UsageError(wrong ? `${flagOf(wrong.name)} ${wrong.fault}` : message);
  }
}

/** `thresholds.psi` is given as `--threshold psi=…`. */
function flagOf(option: string): string {
  const [name, measure] = option.split(".");
  return measure === undefined ? `--${name}` : `--threshold ${measure}`;
}

function numberIn(flag: string, whole: string, text: string): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isNaN(number)) return number;
  throw new UsageError(`${flag} is ${whole}: ${JSON.stringify(text)} is not a number`);
}
