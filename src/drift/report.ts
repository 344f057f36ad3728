/** A comparison as one HTML file: nothing to load, nothing to run, readable in light and dark. */
import { count, counted, percent, score } from "./figures";
import { html, type Markup } from "./markup";
import { DRIFT_MEASURES, MEASURE_MEANINGS, MEASURE_TITLES } from "./measures";
import { columnCard, nameOf, verdictMark } from "./report-column";
import { STYLE } from "./report-style";
import { type ColumnDrift, type DriftReport, hasDrift } from "./result";

/** Beyond this a page is no longer looked through; what drifts comes first. */
const MOST_ROWS = 2000;
const MOST_CARDS = 200;

/**
 * The report as an HTML document.
 *
 * @returns text to be written as UTF-8; every name and category in it is escaped
 */
export function renderReport(report: DriftReport): string {
  const { reference, current, by } = report;
  const columns = [...report.columns].sort((a, b) => Number(b.drifted) - Number(a.drifted));
  const drifted = columns.filter((column) => column.drifted).length;
  const what = by === undefined ? "column" : "comparison";
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${hasDrift(report) ? "Drift" : "No drift"}: ${current.name}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${hasDrift(report) ? "Drift found" : "No drift"}</h1>
<p class="lead">Drift in ${count(drifted)} of ${counted(columns.length, what)}.</p>
<dl class="sides">
<div><dt><i class="key r"></i>Reference</dt><dd>${reference.name}</dd><dd>${counted(reference.rows, "row")}</dd></div>
<div><dt><i class="key c"></i>Current</dt><dd>${current.name}</dd><dd>${counted(current.rows, "row")}</dd></div>
</dl>
</header>
<main>
${segmentList(report)}
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${summaryTable(columns.slice(0, MOST_ROWS), by)}
${leftOut(columns.length - MOST_ROWS, "in the JSON output")}
</section>
<section aria-labelledby="columns">
<h2 id="columns">Distributions</h2>
<div class="cards">
${columns.slice(0, MOST_CARDS).map((column, k) => columnCard(column, k))}
</div>
${leftOut(columns.length - MOST_CARDS, "in the table above")}
</section>
${method(report)}
</main>
</body>
</html>
`;
  return page.text;
}

function leftOut(rest: number, where: string): Markup {
  return rest > 0 ? html`<p>… and ${count(rest)} more, ${where}.</p>` : html``;
}

function segmentList({ by, segments }: DriftReport): Markup {
  const line = (side: string, names: readonly (string | null)[]) =>
    names.length === 0
      ? html``
      : html`<p>Only in the ${side}: ${names.slice(0, MOST_CARDS).map((name, k) => html`${k > 0 ? ", " : ""}<b>${nameOf(name)}</b>`)}
${leftOut(names.length - MOST_CARDS, "in the JSON output")}</p>`;
  if (!segments || segments.referenceOnly.length + segments.currentOnly.length === 0) return html``;
  return html`<section aria-labelledby="segments">
<h2 id="segments">Values of ${by ?? "the segments"} on one side only</h2>
${line("reference", segments.referenceOnly)}${line("current data", segments.currentOnly)}
</section>`;
}

function summaryTable(columns: readonly ColumnDrift[], by: string | undefined): Markup {
  const heads = DRIFT_MEASURES.map(
    (measure) =>
      html`<th scope="col"><abbr title="${MEASURE_MEANINGS[measure]}">${MEASURE_TITLES[measure]}</abbr></th>`,
  );
  const rows = columns.map((column, k) => {
    const cells = DRIFT_MEASURES.map((measure) => {
      const value = column.measures[measure];
      const shown = measure === "missing" ? percent(value) : score(value);
      return column.reached.includes(measure)
        ? html`<td class="hit"><b>${shown}</b></td>`
        : html`<td>${shown}</td>`;
    });
    const name =
      k < MOST_CARDS ? html`<a href="#c${k}">${column.column}</a>` : html`${column.column}`;
    const segment =
      by === undefined ? html`` : html`<td class="name">${nameOf(column.segment)}</td>`;
    return html`<tr>${segment}<th scope="row" class="name">${name}</th><td class="name">${verdictMark(column)}</td>${cells}</tr>
`;
  });
  return html`<div class="scroll" role="region" aria-labelledby="summary" tabindex="0">
<table class="summary">
<thead><tr>${by === undefined ? html`` : html`<th scope="col" class="name">${by}</th>`}<th scope="col" class="name">Column</th><th scope="col" class="name">Verdict</th>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>`;
}

function method({ settings, notes = [] }: DriftReport): Markup {
  const { bins, smoothing, thresholds } = settings;
  const limits = DRIFT_MEASURES.filter((measure) => thresholds[measure] !== undefined)
    .map((measure) => `${MEASURE_TITLES[measure]} ≥ ${thresholds[measure]}`)
    .join(", ");
  const fitted =
    typeof bins === "number"
      ? `${bins} of equal frequency in the reference; tied quantiles give one edge`
      : `the edges ${bins.join(", ")}`;
  const items: [string, string][] = [
    ["Drift", `a measure reaches its threshold: ${limits}. No values on one side are drift too.`],
    ["Bins", `${fitted}. (a, b] holds b and not a. What lies outside has a bin on either side.`],
    [
      "Categories",
      "the reference's 50 most frequent have a bin each; its others share one, and so do new ones.",
    ],
    [
      "Smoothing",
      `+${smoothing} in every bin that is not empty on both sides, on both sides, then each side divided by its total.`,
    ],
    ["Missing", "null, NaN, ±Infinity and numbers beyond ±1e150."],
    ...DRIFT_MEASURES.map((name): [string, string] => [
      MEASURE_TITLES[name],
      MEASURE_MEANINGS[name],
    ]),
    ...notes.map((note): [string, string] => ["Note", note]),
  ];
  return html`<section aria-labelledby="method">
<h2 id="method">How it was measured</h2>
<dl class="method">
${items.map(
  ([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>
`,
)}</dl>
</section>`;
}
