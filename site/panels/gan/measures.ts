/** What the page shows of a round: densities, the opponent, pulls, and the numbers of the theory. */
import {
  criticLoss,
  crossEntropy,
  emdPoints,
  ganValue,
  jsDivergence,
  klDivergence,
  lipschitzConstant,
  optimalDiscriminator,
  wasserstein1d,
} from "wasmstein";
import {
  type AdversarialLoss,
  BANDWIDTH,
  type Critic,
  forEachLoss,
  GRID,
  kantorovichCritic,
  type LossName,
} from "../../../examples/support/adversaries";
import { density } from "../../../examples/support/density";
import type { Round } from "../../../examples/support/training";

/** One in this many of the generator's samples is drawn. */
const DRAWN_OF = 8;

export interface Numbers {
  w1: number;
  /** the mean size of the pulls */
  pull: number;
  /** the generator's loss on its samples */
  loss: number;
  /** what the generator minimises: 2·JS, KL − 2·JS, W1 */
  goal: number;
  /** what the game is worth with its perfect opponent … */
  value: number;
  /** … and what the theory says it is */
  theory: number;
}

interface Opponent {
  /** D* or the critic on GRID */
  curve: Float64Array;
  numbers: Pick<Numbers, "goal" | "value" | "theory">;
}

export interface Shown {
  /** the generator's masses on GRID */
  g: Float64Array;
  opponent: Float64Array;
  /** some of the generator's samples */
  samples: Float64Array;
  /** which way and how strongly the loss pulls each of them: −∂loss/∂x, the mean over samples undone */
  pulls: Float64Array;
  numbers: Numbers;
  /** the steepest slope of the critic; a discriminator has no bound */
  steepest: number | undefined;
}

export interface Scene {
  step: number;
  /** the target's masses on GRID */
  p: Float64Array;
  shown: Record<LossName, Shown>;
}

/** The three losses at the same step; they see the same samples of the target. */
export function measure(rounds: Record<LossName, Round>): Scene {
  const { step, y } = rounds.wasserstein;
  const p = masses(y);
  return { step, p, shown: forEachLoss((loss) => measureOne(loss, rounds[loss], p)) };
}

function measureOne(loss: LossName, round: Round, p: Float64Array): Shown {
  const { x, y, slopes } = round;
  const g = masses(x);
  const pulls = slopes.map((slope) => -slope * x.length);
  const { curve, numbers, steepest } =
    loss === "wasserstein" ? critic(x, y) : { ...discriminator(loss, p, g), steepest: undefined };
  const drawn = (_: number, k: number) => k % DRAWN_OF === 0;
  return {
    g,
    opponent: curve,
    samples: x.filter(drawn),
    pulls: pulls.filter(drawn),
    numbers: {
      w1: wasserstein1d(x, y),
      pull: pulls.reduce((sum, pull) => sum + Math.abs(pull), 0) / x.length,
      loss: round.loss,
      ...numbers,
    },
    steepest,
  };
}

/** The kernel estimate on GRID, as shares of 1. */
function masses(samples: Float64Array): Float64Array {
  const estimate = density(GRID, samples, BANDWIDTH).density;
  const total = estimate.reduce((sum, value) => sum + value, 0);
  return estimate.map((value) => value / total);
}

/** The largest number below 1. */
const BELOW_ONE = 1 - Number.EPSILON / 2;

/**
 * D* between the densities, and what the theory says of it: V(D*) = 2·JS − 2·log 2 for the saturating
 * loss, −E_g[log D*] = KL(g‖p) − 2·JS + 2·log 2 + E_p[log D*] for the other.
 */
function discriminator(loss: AdversarialLoss, p: Float64Array, g: Float64Array): Opponent {
  // D* is below 1 wherever g has mass. Where the quotient rounds to 1, log(1 − D*) would be −∞.
  const best = optimalDiscriminator(p, g).map((d) => Math.min(d, BELOW_ONE));
  const js = jsDivergence(p, g);
  if (loss === "saturating") {
    const numbers = { goal: 2 * js, value: ganValue(p, g, best), theory: 2 * js - 2 * Math.LN2 };
    return { curve: best, numbers };
  }
  const goal = klDivergence(g, p) - 2 * js;
  const onTarget = -crossEntropy(p, best, { normalize: false }); // E_p[log D*]
  const value = crossEntropy(g, best, { normalize: false });
  return { curve: best, numbers: { goal, value, theory: goal + 2 * Math.LN2 + onTarget } };
}

/** The exact critic, whose loss is −W1 and whose slopes are at most 1. */
function critic(x: Float64Array, y: Float64Array): Opponent & { steepest: number } {
  const solved = emdPoints(x, y, { dim: 1 });
  const scores = kantorovichCritic(solved);
  const numbers = {
    goal: solved.cost,
    value: criticLoss(scores.real, scores.fake),
    theory: -wasserstein1d(x, y),
  };
  const points = [...x, ...y];
  const steepest = lipschitzConstant([...scores.fake, ...scores.real], points, { dim: 1 });
  return { curve: extended(scores, y), numbers, steepest };
}

/**
 * The critic between its samples, on GRID: the highest of the cones score − |x − y| below its scores on
 * the samples y of the target, which is the c-transform of those scores.
 *
 * A function without a slope above 1 that has these scores lies on or above each cone; the highest cone
 * has no slope above 1 either, so it is the lowest such function. It meets the scores of the generated
 * samples too: no cone is above them (f + g ≤ distance), and the plan joins each to a cone through it.
 */
function extended({ real }: Critic, y: Float64Array): Float64Array {
  return GRID.map((x) =>
    real.reduce((top, score, j) => Math.max(top, score - Math.abs(x - y[j])), -Infinity),
  );
}
