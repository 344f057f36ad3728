/** The heap P above, the hole Q below, and the earth between them. */
import type { TransportResult } from "wasmstein";
import type { Surface } from "../../page/stage";
import type { Colour } from "../../page/theme";
import {
  barOf,
  between,
  blockOf,
  downwards,
  type Move,
  movesOf,
  type Span,
  sideways,
} from "./earth";
import { hasEarth } from "./histogram";

export interface View {
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** none while one of them has no earth */
  readonly plan: TransportResult["plan"] | undefined;
  /** how far along the ribbons the earth is, from 0 to 1 */
  readonly way: number;
  /** the bins that are pointed at */
  readonly carets: { readonly p: number | undefined; readonly q: number | undefined };
  /** of the bins, where they have names */
  readonly names: readonly string[];
}

/** The share of the canvas that belongs to each histogram, as in panel.css. */
const BAND = 0.39;
const BEHIND = 0.22; // opacity of a heap that has left, and of a hole to fill

export function drawPicture(surface: Surface, view: View): void {
  const { p, q, plan, way } = view;
  const moves = plan === undefined ? [] : movesOf(plan, p.length);
  drawRibbons(surface, moves, p.length);
  drawHistogram(surface, p, "p", way === 0 ? 1 : BEHIND);
  drawHistogram(surface, q, "q", BEHIND);
  if (way > 0) drawBlocks(surface, moves, view);
  drawGrounds(surface, view);
  drawLetters(surface, view);
  drawCarets(surface, view);
}

/** Where things are: bins across, and from each ground up or down. */
function places({ width, height }: Surface, bins: number) {
  return {
    across: (bin: number) => (width * bin) / bins,
    upper: BAND * height, // the ground of P
    lower: (1 - BAND) * height, // and of Q
    tall: BAND * height - 1,
  };
}

/** The denser the earth where a ribbon ends, the deeper its colour; trifles cannot be seen. */
function drawRibbons(surface: Surface, moves: readonly Move[], bins: number): void {
  const { context, palette } = surface;
  const { across, upper, lower } = places(surface, bins);
  const middle = (upper + lower) / 2;
  const curve = (from: number, to: number, ground: number) =>
    context.bezierCurveTo(across(from), middle, across(to), middle, across(to), ground);
  const densities = moves.map((move) => [0, 1].map((share) => blockOf(move, share).density));
  const densest = Math.max(...densities.flat());
  const shade = (density: number, opacity: number) =>
    `color-mix(in srgb, ${palette.third} ${opacity * Math.sqrt(density / densest)}%, transparent)`;
  context.lineWidth = 0.8;
  moves.forEach(({ from, to }, k) => {
    const shades = (opacity: number) => {
      const gradient = context.createLinearGradient(0, upper, 0, lower);
      densities[k].forEach((density, end) => {
        gradient.addColorStop(end, shade(density, opacity));
      });
      return gradient;
    };
    context.beginPath();
    context.moveTo(across(from.left), upper);
    curve(from.left, to.left, lower);
    context.lineTo(across(to.right), lower);
    curve(to.right, from.right, upper);
    context.closePath();
    context.fillStyle = shades(50);
    context.fill();
    context.strokeStyle = shades(100);
    context.stroke();
  });
}

function drawHistogram(
  surface: Surface,
  heights: Float64Array,
  side: "p" | "q",
  opacity: number,
): void {
  const { context, palette } = surface;
  const { across, upper, lower, tall } = places(surface, heights.length);
  context.beginPath();
  heights.forEach((height, bin) => {
    if (height === 0) return;
    const { left, right } = barOf(bin);
    const y = side === "p" ? upper - tall * height : lower;
    context.rect(across(left), y, across(right - left), tall * height);
  });
  context.fillStyle = context.strokeStyle = palette[side];
  context.globalAlpha = opacity;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.2;
  context.stroke();
}

/** All earth on its way, in one path, so that blocks side by side show no seams. */
function drawBlocks(surface: Surface, moves: readonly Move[], { p, q, way }: View): void {
  const { context, palette } = surface;
  const { across, upper, lower, tall } = places(surface, p.length);
  const share = sideways(way);
  const ground = between(upper, lower, downwards(way));
  const [above, below] = [p, q].map((heights) => heights.reduce((sum, height) => sum + height, 0));
  const total = between(above, below, share); // heights are not normalised
  context.beginPath();
  for (const move of moves) {
    const { left, right, density } = blockOf(move, share);
    const height = tall * total * density;
    context.rect(across(left), ground - (1 - share) * height, across(right - left), height);
  }
  context.fillStyle = palette.p;
  context.fill();
  context.fillStyle = palette.q;
  context.globalAlpha = share;
  context.fill();
  context.globalAlpha = 1;
}

function drawGrounds(surface: Surface, { p }: View): void {
  const { context, width, palette } = surface;
  const { upper, lower } = places(surface, p.length);
  context.fillStyle = palette.soft;
  context.fillRect(0, upper, width, 1);
  context.fillRect(0, lower - 1, width, 1);
}

/** Names, legible on whatever is drawn there, and invitations where nothing is. */
function drawLetters(surface: Surface, { p, q, names }: View): void {
  const { context, width, height, palette } = surface;
  const { across, upper, lower } = places(surface, p.length);
  const letters = (text: string, x: number, y: number, colour: Colour, font: string) => {
    context.font = `${font} system-ui, sans-serif`;
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeStyle = palette.sheet;
    context.strokeText(text, x, y);
    context.fillStyle = palette[colour];
    context.fillText(text, x, y);
  };
  context.textAlign = "left";
  letters("P", 4, 22, "p", "700 22px");
  letters("Q", 4, height - 8, "q", "700 22px");
  context.textAlign = "center";
  if (!hasEarth(p)) letters("draw P here", width / 2, upper / 2, "p", "16px");
  if (!hasEarth(q)) letters("draw Q here", width / 2, (lower + height) / 2, "q", "16px");
  names.forEach((name, bin) => {
    letters(name, across(bin + 0.5), height / 2 + 5, "ink", "600 14px");
  });
}

/** A frame about the bin that is pointed at, and a triangle on the ground. */
function drawCarets(surface: Surface, { p, carets }: View): void {
  const { context, palette } = surface;
  const { across, upper, lower, tall } = places(surface, p.length);
  const caret = ({ left, right }: Span, ground: number, away: number) => {
    const middle = across((left + right) / 2);
    context.fillStyle = context.strokeStyle = palette.ink;
    context.beginPath();
    context.moveTo(middle, ground + 2 * away);
    context.lineTo(middle - 6, ground + 11 * away);
    context.lineTo(middle + 6, ground + 11 * away);
    context.fill();
    context.lineWidth = 1;
    context.globalAlpha = 0.35;
    context.strokeRect(across(left), ground, across(right - left), -away * tall);
    context.globalAlpha = 1;
  };
  if (carets.p !== undefined) caret(barOf(carets.p), upper, 1);
  if (carets.q !== undefined) caret(barOf(carets.q), lower, -1);
}
