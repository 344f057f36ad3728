/**
 * Generative adversarial networks: the value that discriminator and generator play for, its optimum, the
 * losses of both. The critic of the Wasserstein GAN is in critic.ts.
 *
 * Goodfellow et al., Generative Adversarial Nets (2014); Arjovsky & Bottou (2017) for what the generator
 * then minimises; Arjovsky, Chintala & Bottou, Wasserstein GAN (2017); Gulrajani et al. (2017) for the
 * gradient penalty.
 */

import {
  asNumbers,
  requireBoolean,
  requireFinite,
  requireKind,
  requireLength,
  requireNumbers,
  requireOut,
  requireValue,
  type Weights,
} from "../check";
import { requireOptions } from "../check-options";
import { current } from "../engine/engine";
import { SMALL_BYTES } from "../engine/limits";
import { oneValue } from "../one-value";
import { throwUnlessOk } from "../status";
import { byRows } from "./by-rows";
import { requireLogits } from "./check-logits";
import { sumOf } from "./reduction";

function checkAtoms(fn: string, p: Weights, g: Weights): void {
  requireNumbers(fn, "p", p);
  requireNumbers(fn, "g", g);
  requireLength(fn, "g", g, p.length, "p.length");
}

/**
 * The optimal discriminator D*(x) = p(x) / (p(x) + g(x)) on n common atoms; NaN where both are 0.
 *
 * @param p n weights of the data
 * @param g n weights of the generator
 * @param options.normalize true (default): shares of the totals; false: the weights as they are
 * @returns n values from 0 to 1: `options.out` if given
 * @throws RangeError for different lengths, a bad weight, no mass to normalise
 *
 * @example
 * optimalDiscriminator([3, 1], [1, 3]); // [0.75, 0.25]
 */
export function optimalDiscriminator(
  p: Weights,
  g: Weights,
  options?: { normalize?: boolean; out?: Float64Array },
): Float64Array {
  const fn = "optimalDiscriminator";
  checkAtoms(fn, p, g);
  requireOptions(fn, options, ["normalize", "out"]);
  const normalize = requireBoolean(fn, "normalize", options?.normalize, true);
  const out = requireOut(fn, options?.out, p.length);
  return current().call(fn, 24 * p.length + SMALL_BYTES, (kernels, memory) => {
    const result = memory.newFloats(p.length);
    const a = memory.floats(asNumbers(fn, "p", p));
    const b = memory.floats(asNumbers(fn, "g", g));
    throwUnlessOk(kernels.discriminator(a, b, normalize, result), {
      fn,
      weights: [
        ["p", p],
        ["g", g],
      ],
    });
    memory.copyFloats(result, out);
    return out;
  });
}

/**
 * E_p[log D] + E_g[log(1 − D)] in nats, for a discriminator's outputs on n common atoms. At D* it is
 * 2·JS(p‖g) − 2·log 2, its largest value. Where an output is 1 under g, or 0 under p, it is −Infinity; D*
 * itself rounds to 1 where p / g is beyond 2^53.
 *
 * @param discriminator n values from 0 to 1; ignored where p and g are both 0
 * @throws RangeError for different lengths, a bad weight, no mass, an output outside 0 … 1
 *
 * @example
 * ganValue([1, 1], [1, 1], [0.5, 0.5]); // -1.3862943611198906
 */
export function ganValue(p: Weights, g: Weights, discriminator: Weights): number {
  const fn = "ganValue";
  checkAtoms(fn, p, g);
  requireNumbers(fn, "discriminator", discriminator);
  requireLength(fn, "discriminator", discriminator, p.length, "p.length");
  const outputs = () => requireOutputs(fn, p, g, discriminator);
  return oneValue(
    fn,
    24 * p.length + SMALL_BYTES,
    ["p", p],
    ["g", g],
    (kernels, a, b, out, memory) => {
      const d = memory.floats(asNumbers(fn, "discriminator", discriminator));
      return kernels.ganValue(a, b, d, out);
    },
    ["discriminator", discriminator, outputs],
  );
}

function requireOutputs(fn: string, p: Weights, g: Weights, outputs: Weights): void {
  for (let i = 0; i < outputs.length; i++) {
    if (p[i] === 0 && g[i] === 0) continue;
    const isShare = (d: number) => d >= 0 && d <= 1;
    requireValue(fn, `discriminator[${i}]`, outputs[i], isShare, "a number from 0 to 1");
  }
}

export interface GanOptions {
  /** over the samples of each side; default "mean" */
  reduction?: "mean" | "sum";
}

/**
 * The discriminator's loss −E[log σ(real)] − E[log(1 − σ(fake))], from logits.
 *
 * @param realLogits on n samples of the data
 * @param fakeLogits on m samples of the generator
 * @param options.gradReal receives the gradient, n entries
 * @param options.gradFake receives the gradient, m entries
 * @throws RangeError for a logit that is NaN
 *
 * @example
 * discriminatorLoss([0, 0], [0]); // 1.3862943611198906
 * discriminatorLoss([Infinity], [-Infinity]); // 0
 */
export function discriminatorLoss(
  realLogits: ArrayLike<number>,
  fakeLogits: ArrayLike<number>,
  options?: GanOptions & { gradReal?: Float64Array; gradFake?: Float64Array },
): number {
  const fn = "discriminatorLoss";
  requireOptions(fn, options, ["reduction", "gradReal", "gradFake"]);
  const { reduction, gradReal, gradFake } = options ?? {};
  const real = softplusLoss(fn, "realLogits", realLogits, -1, reduction, ["gradReal", gradReal]);
  return real + softplusLoss(fn, "fakeLogits", fakeLogits, 1, reduction, ["gradFake", gradFake]);
}

const KINDS = ["saturating", "non-saturating", "wasserstein"] as const;

/**
 * The generator's loss, from the discriminator's logits (or the critic's scores) on its samples:
 * "non-saturating" (default) −E[log σ(fake)], "saturating" E[log(1 − σ(fake))], "wasserstein" −E[fake].
 *
 * @param options.grad receives the gradient with respect to the logits
 * @throws RangeError for an unknown kind, a logit that is NaN
 *
 * @example
 * generatorLoss([0, 0]); // 0.6931471805599453
 * generatorLoss([1, 2], { kind: "wasserstein" }); // -1.5
 */
export function generatorLoss(
  fakeLogits: ArrayLike<number>,
  options?: GanOptions & { kind?: (typeof KINDS)[number]; grad?: Float64Array },
): number {
  const fn = "generatorLoss";
  requireOptions(fn, options, ["reduction", "kind", "grad"]);
  const { kind = "non-saturating", reduction, grad } = options ?? {};
  requireKind(fn, "kind", kind, KINDS);
  if (kind === "non-saturating") {
    return softplusLoss(fn, "fakeLogits", fakeLogits, -1, reduction, ["grad", grad]);
  }
  if (kind === "saturating") {
    const loss = softplusLoss(fn, "fakeLogits", fakeLogits, 1, reduction, ["grad", grad]);
    grad?.forEach((slope, i) => {
      grad[i] = -slope;
    });
    return -loss;
  }
  requireNumbers(fn, "fakeLogits", fakeLogits);
  requireFinite(fn, "fakeLogits", fakeLogits);
  const share = divisor(fn, reduction, fakeLogits.length);
  requireOut(fn, grad, fakeLogits.length, "grad").fill(-1 / share);
  return -sumOf(fakeLogits) / share;
}

/** Mean or sum of softplus(sign·x), and its gradient. */
function softplusLoss(
  fn: string,
  name: string,
  logits: ArrayLike<number>,
  sign: 1 | -1,
  reduction: GanOptions["reduction"],
  [gradName, grad]: readonly ["grad" | "gradReal" | "gradFake", Float64Array | undefined],
): number {
  requireNumbers(fn, name, logits);
  if (grad !== undefined) requireOut(fn, grad, logits.length, gradName);
  const share = divisor(fn, reduction, logits.length);
  const values = asNumbers(fn, name, logits);
  const losses = byRows({
    given: {
      fn,
      weights: [[name, values, () => requireLogits(fn, name, values, undefined)]],
    },
    rows: logits.length,
    inputs: [{ values, per: 1 }],
    grad,
    run: (kernels, [x], _constants, count, losses, gradient) =>
      kernels.softplusRows(x, count, sign, 1 / share, losses, gradient),
  });
  return sumOf(losses) / share;
}

function divisor(fn: string, reduction: GanOptions["reduction"], count: number): number {
  if (reduction !== undefined) requireKind(fn, "reduction", reduction, ["mean", "sum"]);
  return reduction === "sum" ? 1 : count;
}
