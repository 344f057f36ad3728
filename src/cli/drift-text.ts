/** A report as text: a table with a line for each column, what drifts first, and how it was measured. */
import {
  type ColumnDrift,
  type DriftReport,
  hasDrift,
  MEASURE_TITLES,
  MEASURES,
  type Measure,
  verdictInWords,
} from "../drift/drift";
import { count, counted, percent, score } from "../drift/figures";
import { type Cell, textTable, visible } from "./text-table";

/** Where the text goes. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** On a terminal; a file or a pipe gets all. */
const SHOWN_ROWS = 40;
const SHOWN_SEGMENTS = 10;
const BINNED = MEASURES.filter((measure) => measure !== "missing");

export function driftText(report: DriftReport, { isTTY = false, columns = 80 }: Terminal): string {
  const { by, settings } = report;
  const ordered = [...report.columns].sort((a, b) => Number(b.drifted) - Number(a.drifted));
  const shown = isTTY ? ordered.slice(0, SHOWN_ROWS) : ordered;
  const header = [
    ...(by === undefined ? [] : [by]),
    "column",
    ...BINNED.map((measure) => MEASURE_TITLES[measure]),
    "missing",
    "verdict",
  ];
  const table = textTable(
    header,
    shown.map((column) => rowOf(column, by !== undefined)),
    {
      left: by === undefined ? [0, header.length - 1] : [0, 1, header.length - 1],
      width: isTTY ? columns : Infinity,
      colour: isTTY && !process.env.NO_COLOR,
    },
  );

  const hidden = ordered.length - shown.length;
  const lines = [
    `reference  ${visible(report.reference.name)}, ${counted(report.reference.rows, "row")}`,
    `current    ${visible(report.current.name)}, ${counted(report.current.rows, "row")}`,
    "",
    ...(ordered.length > 0 ? [table] : []),
    ...(hidden > 0 ? [`… and ${count(hidden)} more; --json and --html have them`] : []),
    "",
    ...segmentLines(report),
    ...(report.notes ?? []).map(visible),
    ...method(settings),
    conclusion(report),
  ];
  return `${lines.join("\n")}\n`;
}

function rowOf(column: ColumnDrift, segmented: boolean): Cell[] {
  const alarming = (measure: Measure) => column.reached.includes(measure);
  return [
    ...(segmented ? [{ text: column.segment ?? "(missing)" }] : []),
    { text: column.column },
    ...BINNED.map((measure) => ({
      text: score(column.measures[measure]),
      alarming: alarming(measure),
    })),
    { text: missing(column), alarming: alarming("missing") },
    { text: verdictInWords(column), alarming: column.drifted },
  ];
}

function missing({ reference, current }: ColumnDrift): string {
  return `${percent(reference.missingShare)} → ${percent(current.missingShare)}`;
}

function segmentLines({ segments }: DriftReport): string[] {
  const line = (side: string, names: readonly (string | null)[]) => {
    const first = names.slice(0, SHOWN_SEGMENTS).map((name) => visible(name ?? "(missing)"));
    const more =
      names.length > first.length ? `, and ${count(names.length - first.length)} more` : "";
    return names.length === 0 ? [] : [`only in the ${side}: ${first.join(", ")}${more}`];
  };
  if (!segments) return [];
  return [
    ...line("reference", segments.referenceOnly),
    ...line("current file", segments.currentOnly),
  ];
}

function method({ bins, smoothing, thresholds }: DriftReport["settings"]): string[] {
  const fitted =
    typeof bins === "number"
      ? `${bins} of equal frequency in the reference`
      : `(${bins.join(", ")}]`;
  const limits = MEASURES.filter((measure) => thresholds[measure] !== undefined).map(
    (measure) => `${MEASURE_TITLES[measure]} ≥ ${thresholds[measure]}`,
  );
  return [
    `bins: ${fitted}, one more on either side; +${smoothing} in each, on both sides`,
    "PSI and KL(current‖reference) in nats, JS distance to base 2; W1 over the values themselves",
    `drift: ${limits.join(" or ")}`,
  ];
}

function conclusion(report: DriftReport): string {
  const drifted = report.columns.filter((column) => column.drifted).length;
  const all = counted(report.columns.length, report.by === undefined ? "column" : "comparison");
  if (!hasDrift(report)) return `no drift in ${all}`;
  return drifted > 0 ? `drift in ${count(drifted)} of ${all}` : "drift: segments on one side only";
}
