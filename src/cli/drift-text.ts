/** A report as text: a table with a line for each column, what drifts first, and how it was measured. */
import {
  type ColumnDrift,
  DRIFT_MEASURES,
  type DriftMeasure,
  type DriftReport,
  hasDrift,
  MEASURE_TITLES,
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
const BINNED = DRIFT_MEASURES.filter((measure) => measure !== "missing");

export function driftText(report: DriftReport, terminal: Terminal): string {
  const { reference, current, notes = [] } = report;
  const lines = [
    `reference  ${visible(reference.name)}, ${counted(reference.rows, "row")}`,
    `current    ${visible(current.name)}, ${counted(current.rows, "row")}`,
    "",
    ...tableLines(report, terminal),
    ...segmentLines(report),
    ...notes.map(visible),
    ...method(report.settings),
    conclusion(report),
  ];
  return `${lines.join("\n")}\n`;
}

function tableLines(
  { columns, by }: DriftReport,
  { isTTY = false, columns: width = 80 }: Terminal,
) {
  if (columns.length === 0) return [];
  const ordered = [...columns].sort((a, b) => Number(b.drifted) - Number(a.drifted));
  const shown = isTTY ? ordered.slice(0, SHOWN_ROWS) : ordered;
  const titles = BINNED.map((measure) => MEASURE_TITLES[measure]);
  const header = [...(by === undefined ? [] : [by]), "column", ...titles, "missing", "verdict"];
  const rows = shown.map((column) => rowOf(column, by !== undefined));
  const table = textTable(header, rows, {
    left: by === undefined ? [0, header.length - 1] : [0, 1, header.length - 1],
    width: isTTY ? width : Infinity,
    colour: isTTY && !process.env.NO_COLOR,
  });
  const hidden = ordered.length - shown.length;
  const rest = hidden > 0 ? [`… and ${count(hidden)} more; --json has them all`] : [];
  return [table, ...rest, ""];
}

function rowOf(column: ColumnDrift, segmented: boolean): Cell[] {
  const alarming = (measure: DriftMeasure) => column.reached.includes(measure);
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
  const limits = DRIFT_MEASURES.filter((measure) => thresholds[measure] !== undefined).map(
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
