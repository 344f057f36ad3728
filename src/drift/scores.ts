/**
 * The binned measures of two rows of counts.
 *
 * Every bin that has a value on either side gets the same addition on both sides, and each side is
 * divided by its new total: no bin is empty, so nothing is infinite, and swapping the sides changes no
 * symmetric measure. An addition of ½ is the prior of Jeffreys (Krichevsky & Trofimov, IEEE Trans. Inf.
 * Theory 27, 1981). Bins that are empty on both sides say nothing and are left out, so that more of
 * them change nothing.
 */
import { hellinger, jsDistance, klDivergence, psi } from "../index";
import type { Bin } from "./result";

export interface BinnedScores {
  readonly psi: number;
  readonly kl: number;
  readonly "js-distance": number;
  readonly hellinger: number;
}

/** Both sides have at least one value. */
export function binnedScores(bins: readonly Bin[], smoothing: number): BinnedScores {
  const used = bins.filter(({ reference, current }) => reference + current > 0);
  const p = Float64Array.from(used, ({ reference }) => reference + smoothing);
  const q = Float64Array.from(used, ({ current }) => current + smoothing);
  return {
    psi: psi(p, q),
    kl: klDivergence(q, p),
    "js-distance": jsDistance(p, q, { base: 2 }),
    hellinger: hellinger(p, q),
  };
}
