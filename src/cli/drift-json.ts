/** A report as JSON. What JSON has no number for is the text "Infinity", which Number() reads. */
import { type DriftReport, hasDrift } from "../drift/drift";

export function reportAsJson(report: DriftReport): string {
  const whole = { drifted: hasDrift(report), ...report };
  return `${JSON.stringify(whole, (_, value) => (value === Infinity ? "Infinity" : value))}\n`;
}
