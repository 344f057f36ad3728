// Perfect opponents of a generator in one dimension, and what its samples feel of them: the optimal
// discriminator between kernel density estimates, and the exact Kantorovich critic.
import {
  emdPoints,
  generatorLoss,
  optimalDiscriminator,
  type TransportResult,
  transportGradient,
} from "wasmstein";
import { density } from "./density";

export const LOSSES = ["saturating", "non-saturating", "wasserstein"] as const;
export type LossName = (typeof LOSSES)[number];
/** The losses that are played against a discriminator. */
export type AdversarialLoss = Exclude<LossName, "wasserstein">;

export const BANDWIDTH = 0.4;
/** The window of the line where densities are compared, in steps of 0.1. */
export const GRID = Float64Array.from({ length: 140 }, (_, k) => -3 + k / 10);

/** The generator's loss, and ∂loss/∂x at its samples x, the opponent held fixed at its optimum. */
export interface Felt {
  loss: number;
  slopes: Float64Array;
}

/**
 * The best discriminator between two densities is D* = p/(p + g) (Goodfellow et al., proposition 1). Here
 * the densities are kernel estimates of both sets of samples. A sample feels it through the logit
 * log D* − log(1 − D*) = log p − log g, so by the chain rule ∂loss/∂x = ∂loss/∂logit · (log p − log g)′.
 */
export function adversarialGradient(kind: AdversarialLoss, x: Float64Array, y: Float64Array): Felt {
  const p = density(x, y, BANDWIDTH);
  const g = density(x, x, BANDWIDTH);
  const optimum = optimalDiscriminator(p.density, g.density, { normalize: false });
  const logits = optimum.map((d) => Math.log(d) - Math.log1p(-d));
  const gradient = new Float64Array(x.length);
  const loss = generatorLoss(logits, { kind, grad: gradient });
  return { loss, slopes: gradient.map((d, i) => d * (p.slope[i] - g.slope[i])) };
}

/** The same for W1, whose best critic is the dual of the optimal plan: ∂W1/∂x follows the plan. */
export function transportedGradient(x: Float64Array, y: Float64Array): Felt {
  const solved = emdPoints(x, y, { dim: 1 });
  const loss = generatorLoss(kantorovichCritic(solved).fake, { kind: "wasserstein" });
  return { loss, slopes: transportGradient(solved, x, y, { dim: 1 }) };
}

/** A critic's scores on samples of the target and on samples of the generator. */
export interface Critic {
  real: Float64Array;
  fake: Float64Array;
}

/**
 * The critic that the dual of a plan is, between samples of the generator (source) and of the target. It
 * scores the real points by g and the generated ones by −f, since f + g ≤ distance. A constant is free;
 * it is chosen so that the mean real score is 0, and the generator's loss −E[fake] is W1 itself.
 */
export function kantorovichCritic({ potentials: { source, target } }: TransportResult): Critic {
  const level = target.reduce((sum, score) => sum + score, 0) / target.length;
  return { real: target.map((g) => g - level), fake: source.map((f) => -f - level) };
}

export const gradientOf = (loss: LossName, x: Float64Array, y: Float64Array): Felt =>
  loss === "wasserstein" ? transportedGradient(x, y) : adversarialGradient(loss, x, y);

export function forEachLoss<T>(run: (loss: LossName) => T): Record<LossName, T> {
  return Object.fromEntries(LOSSES.map((loss) => [loss, run(loss)])) as Record<LossName, T>;
}
