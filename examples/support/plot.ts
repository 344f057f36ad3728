// Line plots as small SVG files: axes, ticks, a legend, colours for light and dark pages.

export interface Series {
  name: string;
  y: ArrayLike<number>;
  /** where its points are, if not at the plot's x */
  x?: ArrayLike<number>;
}

export interface LinePlot {
  title: string;
  x: ArrayLike<number>;
  /** NaN breaks a line; a point between two breaks is a dot; Infinity lies on a level of its own */
  series: readonly Series[];
  xLabel: string;
  yLabel: string;
  /** the shown range, of the finite values by default; what lies beyond is cut off */
  yMin?: number;
  yMax?: number;
  /** powers of ten on the vertical axis */
  logarithmic?: boolean;
}

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 620;
const TOP = 76;
const BOTTOM = 344;
/** Between the level of ∞ and the highest finite value. */
const GAP = 30;
const LETTER = 7.2; // a legend's letter is about this wide

const DASHES = ["", "7 4", "2 3", "10 3 2 3"];

export const STYLE = `<style>
svg { --ink: #24292f; --soft: #57606a; --line: #d0d7de; --c0: #0b62c4; --c1: #c2480a; --c2: #12805c; --c3: #8a3fb0; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --soft: #9da7b3; --line: #3d444d; --c0: #6cb0ff; --c1: #ff9a55; --c2: #56d3a4; --c3: #d2a0f5; } }
text { font: 13px system-ui, sans-serif; fill: var(--soft); }
.title { font-size: 16px; font-weight: 600; fill: var(--ink); }
.grid { stroke: var(--line); fill: none; }
.curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
</style>`;

/** The plot as the text of an SVG file. */
export function linePlot(plot: LinePlot): string {
  const { title, series, xLabel, yLabel } = plot;
  const xs = [...series.flatMap(({ x = plot.x }) => Array.from(x))].filter(Number.isFinite);
  const ys = series.flatMap(({ y }) => Array.from(y));
  const infinite = ys.includes(Infinity);
  const xRange = range(xs);
  const yRange = verticalRange(ys, plot);
  const top = infinite ? TOP + GAP : TOP;
  const { logarithmic = false } = plot;
  const height = logarithmic ? Math.log10 : (y: number) => y;
  const toX = scale(xRange, [LEFT, RIGHT]);
  const finiteY = scale([height(yRange[0]), height(yRange[1])], [BOTTOM, top]);
  const toY = (y: number) => (y === Infinity ? TOP : finiteY(height(Math.max(y, floorOf(plot)))));

  const yTicks = logarithmic ? powers(yRange) : ticks(yRange);
  const parts = [
    ...ticks(xRange).map((x) => tickX(toX(x), label(x))),
    ...yTicks.map((y) => tickY(toY(y), logarithmic ? power(y) : label(y))),
    ...(infinite ? [tickY(TOP, "∞")] : []),
    `<text x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${quoted(xLabel)}</text>`,
    `<text transform="translate(16 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${quoted(yLabel)}</text>`,
    legend(series.map(({ name }) => name)),
    `<clipPath id="area"><rect x="${LEFT - 4}" y="${TOP - 4}" width="${RIGHT - LEFT + 8}" height="${BOTTOM - TOP + 8}"/></clipPath>`,
    `<g clip-path="url(#area)">`,
    ...series.map(({ x = plot.x, y }, k) => curve(x, y, toX, toY, k)),
    "</g>",
  ];
  return svg(title, WIDTH, HEIGHT, parts);
}

/** A file around its parts: a title for the eye, and for screen readers. */
export function svg(title: string, width: number, height: number, parts: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${quoted(title)}</title>
${STYLE}
<text class="title" x="${width / 2}" y="24" text-anchor="middle">${quoted(title)}</text>
${parts.join("\n")}
</svg>
`;
}

/** One path; it begins anew after NaN and between finite and infinite values. */
function curve(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: (x: number) => number,
  toY: (y: number) => number,
  k: number,
): string {
  const runs: string[][] = [];
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(y[i])) continue;
    const joined =
      i > 0 && !Number.isNaN(y[i - 1]) && (y[i] === Infinity) === (y[i - 1] === Infinity);
    if (!joined) runs.push([]);
    runs[runs.length - 1].push(`${round(toX(x[i]))} ${round(toY(y[i]))}`);
  }
  const lines = runs.filter((run) => run.length > 1).map((run) => `M${run.join("L")}`);
  const dots = runs.filter((run) => run.length === 1).map(([at]) => at.split(" "));
  const path = `<path class="curve" d="${lines.join("")}" stroke="var(--c${k})" stroke-dasharray="${DASHES[k]}"/>`;
  return [
    path,
    ...dots.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="4" fill="var(--c${k})"/>`),
  ].join("\n");
}

function legend(names: string[]): string {
  const widths = names.map((name) => 44 + LETTER * name.length);
  let x = Math.max(8, (WIDTH - widths.reduce((sum, width) => sum + width, 0)) / 2);
  return names
    .map((name, k) => {
      const at = round(x);
      x += widths[k];
      return (
        `<path class="curve" d="M${at} 45h24" stroke="var(--c${k})" stroke-dasharray="${DASHES[k]}"/>` +
        `<text x="${round(at + 30)}" y="49">${quoted(name)}</text>`
      );
    })
    .join("\n");
}

const tickX = (x: number, text: string) =>
  `<path class="grid" d="M${round(x)} ${TOP}V${BOTTOM + 5}"/>` +
  `<text x="${round(x)}" y="${BOTTOM + 21}" text-anchor="middle">${text}</text>`;

const tickY = (y: number, text: string) =>
  `<path class="grid" d="M${LEFT - 5} ${round(y)}H${RIGHT}"/>` +
  `<text x="${LEFT - 9}" y="${round(y + 4.5)}" text-anchor="end">${text}</text>`;

function range(values: number[]): [number, number] {
  const low = values.reduce((least, x) => Math.min(least, x), Infinity);
  const high = values.reduce((most, x) => Math.max(most, x), -Infinity);
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** The given range, or that of the finite values, widened to whole ticks. */
function verticalRange(values: number[], plot: LinePlot): [number, number] {
  const shown = values.filter((y) => Number.isFinite(y) && (!plot.logarithmic || y > 0));
  const [low, high] = range(shown);
  const least = plot.yMin ?? low;
  const most = plot.yMax ?? high;
  if (plot.logarithmic) {
    return [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
  }
  const step = stepOf(least, most);
  return [
    plot.yMin ?? Math.floor(least / step + 1e-9) * step,
    plot.yMax ?? Math.ceil(most / step - 1e-9) * step,
  ];
}

/** Nothing is drawn far below the axis, where a logarithm would lead. */
const floorOf = ({ logarithmic }: LinePlot) => (logarithmic ? Number.MIN_VALUE : -Infinity);

/** 1, 2 or 5 times a power of ten: about six steps in the range. */
function stepOf(low: number, high: number): number {
  const rough = (high - low) / 6;
  const unit = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((k) => k * unit >= rough) ?? 10) * unit;
}

function ticks([low, high]: [number, number]): number[] {
  const step = stepOf(low, high);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, k) => (first + k) * step);
}

function powers([low, high]: [number, number]): number[] {
  const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const step = Math.max(1, Math.round((to - from) / 6));
  return Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, k) => 10 ** (to - k * step),
  );
}

const scale =
  ([low, high]: [number, number], [from, to]: [number, number]) =>
  (value: number) =>
    from + ((value - low) / (high - low)) * (to - from);

const label = (value: number) => String(Number(value.toPrecision(6)) + 0).replace("-", "−");

const power = (value: number) => {
  const exponent = String(Math.round(Math.log10(value))).replace("-", "−");
  return `10<tspan dy="-5" font-size="10">${exponent}</tspan>`;
};

/** A tenth of a pixel is enough. */
export const round = (value: number) => Math.round(10 * value) / 10;

export const quoted = (text: string) =>
  text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;" })[letter] ?? "&gt;");
