/** Pairs of histograms worth a look, each with what there is to see, whichever of the two is P. */
import { Histogram } from "./histogram";

export interface Preset {
  p: () => Histogram;
  q: () => Histogram;
  /** what the pointer does at first */
  pointer: "draw" | "move";
  see: string;
  /** how long that is true */
  holds: "until changed" | "until drawn on" | "always";
}

const BINS = 24;

const shape = (height: (bin: number) => number) => () => new Histogram(BINS, height);
const bell = (mean: number, deviation: number, top = 0.9) =>
  shape((bin) => top * Math.exp(-0.5 * ((bin - mean) / deviation) ** 2));
/** A heap with ends: half an ellipse, and nothing beyond it. */
const dome = (centre: number, radius: number) =>
  shape((bin) => 0.8 * Math.sqrt(Math.max(0, 1 - ((bin - centre) / radius) ** 2)));
const box = (first: number, last: number, height: number) =>
  shape((bin) => (bin >= first && bin <= last ? height : 0));
const coin = (tails: number, heads: number) => () =>
  new Histogram(2, (side) => [tails, heads][side] ?? 0);

export const PRESETS: Readonly<Record<string, Preset>> = {
  bumps: {
    p: bell(5.5, 2),
    q: bell(15.5, 2.6, 0.7),
    pointer: "draw",
    see: "JS is almost at its limit, log 2, and hardly knows any more how far apart the bumps are. W₁ does: ten bins. Draw over them and watch.",
    holds: "until changed",
  },
  shifted: {
    p: bell(8, 1.8),
    q: bell(11, 1.8),
    pointer: "move",
    see: "Drag one bell away from the other. W₁ grows by 1 with every bin, KL with the square of the shift, JS slower and slower, until the edge cuts a bell off.",
    holds: "until drawn on",
  },
  widths: {
    p: bell(11.5, 5, 0.5),
    q: bell(11.5, 1.8),
    pointer: "draw",
    see: "A code made for the narrow bump is dear for the wide one; the other way round it costs little. KL depends on who asks, JS and W₁ do not: swap them.",
    holds: "until changed",
  },
  spike: {
    p: box(5, 5, 0.9),
    q: box(0, BINS - 1, 0.4),
    pointer: "draw",
    see: "A spike holds no surprise, its entropy is 0; a uniform histogram holds the most, log 24. KL from spike to uniform is log 24 too, and back it is ∞.",
    holds: "until changed",
  },
  coin: {
    p: coin(0.5, 0.5),
    q: coin(0.8, 0.2),
    pointer: "draw",
    see: "Two bins, tails and heads. A fair coin has the entropy log 2, which is 1 bit; the surer a coin, the less. W₁ and total variation agree here.",
    holds: "always",
  },
  disjoint: {
    p: dome(4, 3.5),
    q: dome(14, 3.5),
    pointer: "move",
    see: "Drag Q about. As long as the two do not meet, KL is ∞ and JS is log 2, near or far. Only W₁ tells how far apart they are, and when they come closer.",
    holds: "until drawn on",
  },
  blank: {
    p: shape(() => 0),
    q: shape(() => 0),
    pointer: "draw",
    see: "Yours to explore. Is there a pair that W₁ finds close and KL finds far, and one the other way round?",
    holds: "always",
  },
};

/** What is said of a pair that began as this preset: once that is no longer true, it is one's own. */
export function sentence({ see, holds }: Preset, pair: readonly Histogram[]): string {
  const lost = pair.some(({ drawn, moved }) => drawn || (moved && holds === "until changed"));
  return lost && holds !== "always" ? PRESETS.blank.see : see;
}
