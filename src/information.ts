/**
 * Information measures of histograms. Weights need not be normalised: each histogram is divided by
 * its sum first, unless `normalize` is false. 0·log 0 is 0.
 *
 * Cover & Thomas, Elements of Information Theory (2006), ch. 2; Lin, IEEE Trans. Inf. Theory 37
 * (1991) for the Jensen–Shannon divergence; how they are summed is in docs/algorithms.md.
 */
import {
  CROSS_ENTROPY,
  HELLINGER,
  JS,
  JS_DISTANCE,
  KL,
  PSI,
  TOTAL_VARIATION,
} from "../assembly/information/measure";
import {
  requireBase,
  requireBoolean,
  requireLength,
  requireNumbers,
  requireProbability,
  type Weights,
} from "./check";
import { requireOptions } from "./check-options";
import { current } from "./engine/engine";
import { SMALL_BYTES } from "./engine/limits";
import { oneValue } from "./one-value";

export interface InformationOptions {
  /** logarithm base: nats by default, 2 for bits; finite, > 0, ≠ 1 */
  base?: number;
  /** true (default): divide each histogram by its sum. false: use the weights as they are */
  normalize?: boolean;
}

/**
 * I(x) = −log p, the information content of an event of probability p: 0 … Infinity.
 *
 * @throws RangeError if the probability is not in 0 … 1
 *
 * @example
 * selfInformation(1 / 8, { base: 2 }); // 3
 */
export function selfInformation(
  probability: number,
  options?: Pick<InformationOptions, "base">,
): number {
  const base = scalarBase("selfInformation", probability, options);
  return current().call("selfInformation", 0, (kernels) =>
    kernels.selfInformation(probability, base),
  );
}

/**
 * Entropy of a coin that falls heads with probability p: −p log p − (1−p) log(1−p), at most log 2.
 *
 * @throws RangeError if the probability is not in 0 … 1
 *
 * @example
 * binaryEntropy(0.5, { base: 2 }); // 1
 * binaryEntropy(1); // 0
 */
export function binaryEntropy(
  probability: number,
  options?: Pick<InformationOptions, "base">,
): number {
  const base = scalarBase("binaryEntropy", probability, options);
  return current().call("binaryEntropy", 0, (kernels) => kernels.binaryEntropy(probability, base));
}

/**
 * Shannon entropy H(p) = −Σ p log p: 0 … log n for n bins.
 *
 * @param p n weights
 * @throws RangeError for a negative or non-finite weight, or no mass to normalise
 *
 * @example
 * entropy([1, 1, 1, 1], { base: 2 }); // 2
 * entropy([3, 0, 0]); // 0
 */
export function entropy(p: Weights, options?: InformationOptions): number {
  return measure("entropy", CROSS_ENTROPY, p, p, options);
}

/**
 * Cross-entropy H(p, q) = −Σ p log q = H(p) + D(p‖q); +Infinity where q is 0 and p is not.
 *
 * @param p n weights, the reference
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * crossEntropy([1, 1], [1, 3], { base: 2 }); // 1.207518749639422
 * crossEntropy([1, 1], [1, 0]); // Infinity
 */
export function crossEntropy(p: Weights, q: Weights, options?: InformationOptions): number {
  return measure("crossEntropy", CROSS_ENTROPY, p, q, options);
}

/**
 * Kullback–Leibler divergence D(p‖q) = Σ p log(p/q), reference first: ≥ 0, and 0 only if p = q;
 * +Infinity where q is 0 and p is not. Not symmetric, no triangle inequality.
 *
 * With `normalize: false` it is the generalised divergence Σ p log(p/q) − p + q (Csiszár), which is
 * the same where both totals are, and stays ≥ 0 where they are not.
 *
 * @param p n weights, the reference
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * klDivergence([1, 0], [1, 1], { base: 2 }); // 1
 * klDivergence([1, 1], [1, 0]); // Infinity
 */
export function klDivergence(p: Weights, q: Weights, options?: InformationOptions): number {
  return measure("klDivergence", KL, p, q, options);
}

/**
 * Jensen–Shannon divergence ½D(p‖m) + ½D(q‖m) with m = (p+q)/2: symmetric, 0 … log 2, that is
 * 0 … 1 in bits, and log 2 when no bin has weight on both sides.
 *
 * @param p n weights
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * jsDivergence([1, 0], [0, 1], { base: 2 }); // 1
 * jsDivergence([2, 2], [5, 5]); // 0
 */
export function jsDivergence(p: Weights, q: Weights, options?: InformationOptions): number {
  return measure("jsDivergence", JS, p, q, options);
}

/**
 * Jensen–Shannon distance, the square root of the divergence: a metric (Endres & Schindelin 2003).
 *
 * @param p n weights
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * jsDistance([1, 0], [0, 1], { base: 2 }); // 1
 */
export function jsDistance(p: Weights, q: Weights, options?: InformationOptions): number {
  return measure("jsDistance", JS_DISTANCE, p, q, options);
}

/**
 * Total variation distance ½Σ|p − q|: 0 … 1.
 *
 * @param p n weights
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * totalVariation([1, 1], [3, 1]); // 0.25
 */
export function totalVariation(
  p: Weights,
  q: Weights,
  options?: Pick<InformationOptions, "normalize">,
): number {
  return measure("totalVariation", TOTAL_VARIATION, p, q, options);
}

/**
 * Hellinger distance √(½Σ(√p − √q)²): 0 … 1, a metric.
 *
 * @param p n weights
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * hellinger([1, 0], [0, 1]); // 1
 */
export function hellinger(
  p: Weights,
  q: Weights,
  options?: Pick<InformationOptions, "normalize">,
): number {
  return measure("hellinger", HELLINGER, p, q, options);
}

/**
 * Population stability index Σ (p−q) log(p/q) = D(p‖q) + D(q‖p), Jeffreys' divergence: symmetric,
 * ≥ 0, +Infinity where exactly one of p and q is 0.
 *
 * @param p n weights
 * @param q n weights
 * @throws RangeError for different lengths, a bad weight, or no mass
 *
 * @example
 * psi([1, 1], [3, 1], { base: 3 }); // 0.25
 * psi([1, 1], [1, 0]); // Infinity
 */
export function psi(p: Weights, q: Weights, options?: InformationOptions): number {
  return measure("psi", PSI, p, q, options);
}

function scalarBase(fn: string, probability: unknown, options?: InformationOptions): number {
  requireProbability(fn, probability);
  requireOptions(fn, options, ["base"]);
  return requireBase(fn, options?.base);
}

/** The names of InformationOptions. */
const INFORMATION_OPTIONS = ["base", "normalize"] as const;

/** One histogram against another: a batch of one row. `code` is the kernel's number of the measure. */
function measure(
  fn: string,
  code: number,
  p: Weights,
  q: Weights,
  options?: InformationOptions,
): number {
  requireNumbers(fn, "p", p);
  requireNumbers(fn, "q", q);
  requireLength(fn, "q", q, p.length, "p.length");
  requireOptions(fn, options, INFORMATION_OPTIONS);
  const base = requireBase(fn, options?.base);
  const normalize = requireBoolean(fn, "normalize", options?.normalize, true);

  const bytes = 16 * p.length + SMALL_BYTES;
  return oneValue(fn, bytes, ["p", p], ["q", q], (kernels, a, b, out) =>
    kernels.informationRows(code, a, b, p.length, normalize, base, false, out),
  );
}
