/** Curves over a common x axis, by uPlot, in the page's colours. */
import uPlot from "uplot";
import { type Colour, colours, onTheme } from "./theme";

export interface Curve {
  name: string;
  colour: Colour;
  /** lengths of strokes and gaps in pixels; solid otherwise */
  dash?: number[];
  /** draws dots instead of a line */
  dots?: boolean;
}

export interface ChartOptions {
  x: string;
  y: string;
  curves: readonly Curve[];
  /** the y axis, or how it follows from the least and greatest y; by the data otherwise */
  range?: Range | ((least: number, greatest: number) => Range);
  /** powers of ten on the y axis */
  logarithmic?: boolean;
  /** where the y axis has ticks, and what they are called; by the range otherwise */
  ticks?: ReadonlyMap<number, string>;
}

type Range = [number, number];

/** x, and for each curve its y; a gap where there is null. */
export type Columns = readonly ArrayLike<number | null>[];

export class Chart {
  readonly #plot: uPlot;
  #marked: number | undefined;

  /** Fills `host`, whose size CSS gives; legends and captions are the page's. */
  constructor(host: HTMLElement, options: ChartOptions) {
    const { curves, range, logarithmic, ticks } = options;
    const size = () => ({ width: host.clientWidth, height: host.clientHeight });
    this.#plot = new uPlot(
      {
        ...size(),
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false },
          y: { distr: logarithmic ? 3 : 1, ...(range && { range: ranged(range) }) },
        },
        axes: [axis(options.x, 34), { ...axis(options.y, 52), ...(ticks && named(ticks)) }],
        hooks: { draw: [() => this.#drawMark()] },
        series: [
          {},
          ...curves.map(({ name, colour, dash, dots }) => ({
            label: name,
            stroke: () => colours()[colour],
            width: dots ? 0 : 2,
            pxAlign: 0,
            points: dots ? { show: true, size: 9, fill: () => colours()[colour] } : { show: false },
            ...(dash && { dash }),
          })),
        ],
      },
      [[], ...curves.map(() => [])] as unknown as uPlot.AlignedData,
      host,
    );
    new ResizeObserver(() => this.#plot.setSize(size())).observe(host);
    onTheme(() => this.#plot.redraw(false));
  }

  /** Shows these points instead of those before. */
  show(columns: Columns): void {
    this.#plot.setData(columns as unknown as uPlot.AlignedData);
  }

  /** Draws an upright line at this x, from now on. */
  mark(x: number): void {
    this.#marked = x;
    this.#plot.redraw(false);
  }

  /** The x at this place of the plot, in CSS pixels from the left of the screen. */
  xAt(clientX: number): number {
    const { left } = this.#plot.over.getBoundingClientRect();
    return this.#plot.posToVal(clientX - left, "x");
  }

  #drawMark(): void {
    if (this.#marked === undefined) return;
    const { ctx, bbox } = this.#plot;
    const x = Math.round(this.#plot.valToPos(this.#marked, "x", true));
    ctx.fillStyle = colours().ink;
    ctx.fillRect(x, bbox.top, devicePixelRatio, bbox.height);
  }
}

function ranged(range: NonNullable<ChartOptions["range"]>): uPlot.Range.Function {
  return typeof range === "function" ? (_, least, greatest) => range(least, greatest) : () => range;
}

function named(ticks: ReadonlyMap<number, string>): Partial<uPlot.Axis> {
  return {
    splits: () => [...ticks.keys()],
    values: (_, splits) => splits.map((split) => ticks.get(split) ?? ""),
  };
}

function axis(label: string, size: number): uPlot.Axis {
  return {
    label,
    labelSize: 18,
    labelFont: "13px system-ui, sans-serif",
    font: "12px system-ui, sans-serif",
    size,
    stroke: () => colours().soft,
    grid: { stroke: () => colours().line, width: 1 },
    ticks: { stroke: () => colours().line, width: 1, size: 4 },
  };
}
