/**
 * The plan as earth that moves. A move takes its share of the width of the bar it leaves, and of the bar
 * it fills; on its way its ends go straight from the one place to the other. So at every moment the
 * blocks are the displacement interpolation of both histograms (McCann 1997): none overlap, and each
 * keeps its mass.
 */
import type { TransportResult } from "wasmstein";

/** Across, in bins from the left. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

export interface Move {
  readonly mass: number;
  readonly from: Span;
  readonly to: Span;
}

const BAR = 0.84; // of a bin's width

/** Where the bar of a bin stands. */
export function barOf(bin: number): Span {
  const left = bin + (1 - BAR) / 2;
  return { left, right: left + BAR };
}

/** The plan's moves, in whose order, by source then target, they lie side by side. */
export function movesOf(plan: TransportResult["plan"], bins: number): Move[] {
  const [leaving, arriving] = [plan.source, plan.target].map((ends) =>
    slots(ends, plan.mass, bins),
  );
  return Array.from(plan.mass, (mass, k) => ({ mass, from: leaving[k], to: arriving[k] }));
}

/** The block of a move on its way, and how dense the earth in it is: its mass by its width in bars. */
export function blockOf({ mass, from, to }: Move, share: number): Span & { density: number } {
  const left = between(from.left, to.left, share);
  const right = between(from.right, to.right, share);
  return { left, right, density: (BAR * mass) / (right - left) };
}

/** How far to the side the earth is when it is so far along its ribbon; both from 0 to 1. */
export const sideways = (way: number) => way * way * (3 - 2 * way);
/** How far down: the ribbons are Bézier curves that leave and arrive upright. */
export const downwards = (way: number) => way * (1.5 - way * (1.5 - way));

export function between(from: number, to: number, share: number): number {
  return from + share * (to - from);
}

/** Divides each bar among the moves that end there, by their masses. */
function slots(ends: Uint32Array, masses: Float64Array, bins: number): Span[] {
  const totals = new Float64Array(bins);
  for (let k = 0; k < ends.length; k++) totals[ends[k]] += masses[k];
  const filled = Float64Array.from({ length: bins }, (_, bin) => barOf(bin).left);
  return Array.from(ends, (bin, k) => {
    const left = filled[bin];
    filled[bin] += (BAR * masses[k]) / totals[bin];
    return { left, right: filled[bin] };
  });
}
