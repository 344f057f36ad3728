/** One generator, drawn: both densities, the opponent over them, and the pulls that the samples feel. */
import { GRID } from "../../../examples/support/adversaries";
import type { Surface } from "../../page/stage";
import type { Colour } from "../../page/theme";
import type { Scene, Shown } from "./measures";

/** How an opponent's values are laid out: those at the bottom and top, and those with a line. */
export interface Scale {
  from: number;
  to: number;
  lines: ReadonlyMap<number, string>;
}

export const DISCRIMINATOR: Scale = {
  from: 0,
  to: 1.08,
  lines: new Map([
    [0, "0"],
    [0.5, "½"],
    [1, "1"],
  ]),
};
export const CRITIC: Scale = {
  from: -10,
  to: 2.6,
  lines: new Map([
    [-10, "−10"],
    [-5, "−5"],
    [0, "0"],
  ]),
};

const LEFT = 28; // for the scale's numbers
const RIGHT = 6;
const STRIP = 66; // for the samples and their pulls
const FOOT = 20; // for the numbers of the x axis
const ROWS = 7; // of samples in the strip
const PLACES = [0, 5, 8];
/** Above all masses on the grid, also while all samples are in one mode. */
export const HIGHEST = 0.09;
const LENGTH = 0.6; // of a pull of 1, in units of x
const LONGEST = 2.4; // arrow, likewise; from afar the non-saturating loss pulls forty times as strongly

interface Layout {
  across(x: number): number;
  /** where the densities stand, and the strip begins */
  floor: number;
  /** where the strip ends */
  foot: number;
}

export interface Run {
  scene: Scene;
  shown: Shown;
  colour: Colour;
  scale: Scale;
}

export function drawRun(surface: Surface, run: Run): void {
  const { width, height, palette } = surface;
  const [first, last] = [GRID[0], GRID[GRID.length - 1]];
  const layout: Layout = {
    across: (x) => LEFT + ((width - LEFT - RIGHT) * (x - first)) / (last - first),
    floor: height - FOOT - STRIP,
    foot: height - FOOT,
  };
  drawAxes(surface, layout, run.scale);
  drawDensity(surface, layout, run.scene.p, palette.p);
  drawDensity(surface, layout, run.shown.g, palette.q);
  drawOpponent(surface, layout, run);
  drawPulls(surface, layout, run);
}

function drawAxes({ context, width, palette }: Surface, layout: Layout, scale: Scale): void {
  const { across, floor, foot } = layout;
  context.strokeStyle = palette.line;
  context.fillStyle = palette.soft;
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const [value, name] of scale.lines) {
    const y = heightOf(value, scale, floor);
    line(context, LEFT, y, width - RIGHT, y);
    context.fillText(name, LEFT - 6, Math.min(y, floor - 2));
  }
  context.textAlign = "center";
  for (const x of PLACES) {
    line(context, across(x), floor, across(x), foot);
    context.fillText(String(x), across(x), foot + FOOT / 2 + 1);
  }
}

function drawDensity({ context }: Surface, layout: Layout, masses: Float64Array, colour: string) {
  const { across, floor } = layout;
  const outline = new Path2D();
  GRID.forEach((x, k) => {
    outline.lineTo(across(x), floor * (1 - masses[k] / HIGHEST));
  });
  const area = new Path2D(outline);
  area.lineTo(across(GRID[GRID.length - 1]), floor);
  area.lineTo(across(GRID[0]), floor);
  context.fillStyle = colour;
  context.globalAlpha = 0.18;
  context.fill(area);
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke(outline);
}

function drawOpponent({ context, palette }: Surface, layout: Layout, run: Run): void {
  const { shown, colour, scale } = run;
  context.strokeStyle = palette[colour];
  context.lineWidth = 2.5;
  context.beginPath();
  GRID.forEach((x, k) => {
    context.lineTo(layout.across(x), heightOf(shown.opponent[k], scale, layout.floor));
  });
  context.stroke();
}

/** Samples in rows, so that they can be told apart, each with an arrow as long as it is pulled. */
function drawPulls({ context, palette }: Surface, layout: Layout, run: Run): void {
  const { across, floor, foot } = layout;
  const { samples, pulls } = run.shown;
  context.lineWidth = 1.5;
  context.strokeStyle = palette[run.colour];
  samples.forEach((x, k) => {
    const y = floor + ((foot - floor) * (1 + (k % ROWS))) / (ROWS + 1);
    const reach = Math.sign(pulls[k]) * Math.min(LENGTH * Math.abs(pulls[k]), LONGEST);
    arrow(context, across(x), across(x + reach), y);
    context.fillStyle = palette.q;
    context.beginPath();
    context.arc(across(x), y, 2.5, 0, 2 * Math.PI);
    context.fill();
  });
}

function heightOf(value: number, { from, to }: Scale, floor: number): number {
  return floor * (1 - (value - from) / (to - from));
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number) {
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/** Short arrows have short heads: one that is pulled by nothing is a dot alone. */
function arrow(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  const head = Math.sign(to - from) * Math.min(4, Math.abs(to - from) / 2);
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.moveTo(to - head, y - Math.abs(head));
  context.lineTo(to, y);
  context.lineTo(to - head, y + Math.abs(head));
  context.stroke();
}
