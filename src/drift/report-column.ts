/** One column in the report: its verdict, its numbers, and a histogram lying on its side. */
import { count, figure, percent, score } from "./figures";
import { html, type Markup } from "./markup";
import { MEASURE_TITLES } from "./measures";
import type { Bin, ColumnDrift, SideSummary } from "./result";
import { verdictInWords } from "./verdict";

/** Bins beyond this are folded away, but for those that gather categories. */
const OPEN_BINS = 14;

export function columnCard(column: ColumnDrift, index: number): Markup {
  const { bins, reference, current } = column;
  const shares = bins.map((bin) => sharesOf(bin, reference, current));
  const largest = Math.max(...shares.flat(), Number.MIN_VALUE);
  const rows = bins.map((bin, k) => binRow(bin, shares[k], largest));
  const gathered = bins.findIndex(({ categories }) => categories !== undefined);
  const own = gathered < 0 ? rows.length : gathered;
  const rest = own - OPEN_BINS;
  const title =
    column.segment === undefined ? column.column : `${nameOf(column.segment)} · ${column.column}`;
  return html`<article class="card" id="c${index}" aria-labelledby="t${index}">
<h3 id="t${index}">${title}</h3>
<p>${verdictMark(column)}${column.reached.map((measure) => html` <span class="chip">${MEASURE_TITLES[measure]}&nbsp;${score(column.measures[measure])}</span>`)}</p>
${binTable(column.column, rows.slice(0, Math.min(own, OPEN_BINS)))}
${rest > 0 ? html`<details><summary>${rest} more bins</summary>${binTable(column.column, rows.slice(OPEN_BINS, own))}</details>` : html``}
${binTable(column.column, rows.slice(own))}
${facts(column)}
</article>
`;
}

function binTable(column: string, rows: readonly Markup[]): Markup {
  if (rows.length === 0) return html``;
  return html`<table class="bins">
<caption class="unseen">Shares of ${column} by bin</caption>
<colgroup><col class="label"><col><col class="share"><col class="share"></colgroup>
<thead class="unseen"><tr><th scope="col">Bin</th><th scope="col">Histogram</th><th scope="col">Reference</th><th scope="col">Current</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

function binRow(bin: Bin, [reference, current]: [number, number], largest: number): Markup {
  const label = bin.label === "" ? "(empty text)" : bin.label;
  const title = `${label}${contents(bin)}: ${count(bin.reference)} → ${count(bin.current)} values`;
  const width = (share: number) => `${((100 * share) / largest).toFixed(2)}%`;
  return html`<tr><th scope="row" title="${label}${contents(bin)}">${label}</th><td class="bars"><svg width="100%" height="18" role="img" aria-label="${title}"><title>${title}</title><rect class="r" width="${width(reference)}" height="8" rx="1"/><rect class="c" y="9" width="${width(current)}" height="8" rx="1"/></svg></td><td>${percent(reference)}</td><td>${percent(current)}</td></tr>
`;
}

/** What a bin gathers, the most frequent first. */
function contents({ categories = 0, examples = [] }: Bin): string {
  if (categories === 0) return "";
  return ` ${examples.join(", ")}${categories > examples.length ? ", …" : ""} (${count(categories)})`;
}

/** The shares of the values there are. */
function sharesOf(bin: Bin, reference: SideSummary, current: SideSummary): [number, number] {
  const share = (n: number, { rows, missing }: SideSummary) => (n === 0 ? 0 : n / (rows - missing));
  return [share(bin.reference, reference), share(bin.current, current)];
}

function facts({ reference, current, w1 }: ColumnDrift): Markup {
  const rows: [string, string, string][] = [
    ["missing", percent(reference.missingShare), percent(current.missingShare)],
  ];
  for (const name of ["mean", "std", "min", "max"] as const) {
    const [r, c] = [reference[name], current[name]];
    if (r !== undefined && c !== undefined) rows.push([name, figure(r), figure(c)]);
  }
  const distance =
    w1 === undefined ? html`` : html`<p class="w1">W1 in the column's unit: ${figure(w1)}</p>`;
  return html`<table class="facts">
<thead><tr><td></td><th scope="col"><i class="key r"></i>Reference</th><th scope="col"><i class="key c"></i>Current</th></tr></thead>
<tbody>${rows.map(([name, r, c]) => html`<tr><th scope="row">${name}</th><td>${r}</td><td>${c}</td></tr>`)}</tbody>
</table>${distance}`;
}

export function verdictMark(column: ColumnDrift): Markup {
  const { verdict, drifted } = column;
  const words = verdict === "no data" ? verdictInWords(column) : verdict;
  const tone = drifted ? "bad" : verdict === "ok" ? "good" : "none";
  const sign = drifted ? "▲" : verdict === "ok" ? "✓" : "–";
  return html`<span class="verdict ${tone}"><span aria-hidden="true">${sign}</span> ${words}</span>`;
}

export function nameOf(segment: string | null | undefined): string {
  return segment === null || segment === undefined ? "(missing)" : segment;
}
