// A transport plan as moving earth: the heap on top, the hole below, and a ribbon for each move.
import type { TransportResult } from "wasmstein";
import { round, svg } from "./plot";

export interface PlanPlot {
  title: string;
  /** masses of the bins, as shares, before and after */
  from: readonly number[];
  to: readonly number[];
  plan: TransportResult["plan"];
  fromLabel: string;
  toLabel: string;
}

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 40;
const RIGHT = 600;
const UPPER = 140; // where the bars of `from` stand
const LOWER = 280; // where the bars of `to` hang
const TALLEST = 78;

/** The picture as the text of an SVG file. */
export function planPlot({ title, from, to, plan, fromLabel, toLabel }: PlanPlot): string {
  const width = (RIGHT - LEFT) / from.length;
  const bar = 0.8 * width;
  const unit = TALLEST / Math.max(...from, ...to);
  const left = (bin: number) => LEFT + (bin + 0.1) * width;

  const bars = (masses: readonly number[], base: number, up: boolean, colour: string) =>
    masses.map((mass, bin) => {
      const y = up ? base - unit * mass : base;
      return `<rect x="${round(left(bin))}" y="${round(y)}" width="${round(bar)}" height="${round(unit * mass)}" fill="var(--${colour})"/>`;
    });
  // Each ribbon takes its share of the width of both bars, in the order of the plan.
  const leaving = from.map((_, bin) => left(bin));
  const arriving = to.map((_, bin) => left(bin));
  const ribbons = Array.from(plan.mass, (mass, k) => {
    const [source, target] = [plan.source[k], plan.target[k]];
    const [x0, x1] = [leaving[source], arriving[target]];
    leaving[source] += (bar * mass) / from[source];
    arriving[target] += (bar * mass) / to[target];
    const middle = (UPPER + LOWER) / 2;
    const down = `M${round(x0)} ${UPPER}C${round(x0)} ${middle} ${round(x1)} ${middle} ${round(x1)} ${LOWER}`;
    const [x2, x3] = [arriving[target], leaving[source]];
    const back = `H${round(x2)}C${round(x2)} ${middle} ${round(x3)} ${middle} ${round(x3)} ${UPPER}Z`;
    return `<path d="${down}${back}" fill="var(--c2)" fill-opacity="0.35" stroke="var(--c2)" stroke-width="0.8"/>`;
  });
  return svg(title, WIDTH, HEIGHT, [
    ...ribbons,
    ...bars(from, UPPER, true, "c0"),
    ...bars(to, LOWER, false, "c1"),
    `<path class="grid" d="M${LEFT} ${UPPER}H${RIGHT}M${LEFT} ${LOWER}H${RIGHT}"/>`,
    `<text x="${LEFT}" y="52">${fromLabel}</text>`,
    `<text x="${LEFT}" y="${HEIGHT - 14}">${toLabel}</text>`,
  ]);
}
