/** Functions of generative adversarial networks: values, gradients, extremes. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { random, randoms } from "./support/random.mjs";
import { expectSlopes } from "./support/slopes";

const next = random(21);
const logits = (count: number) => randoms(next, count).map((x) => 8 * x - 4);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

describe("the optimal discriminator", () => {
  it("is p / (p + g) of shares, or of the weights as they are", () => {
    const [first, second] = w.optimalDiscriminator([1, 3], [2, 2]);
    expect(first).toBeCloseTo(1 / 3, 15);
    expect(second).toBeCloseTo(0.6, 15);
    const raw = w.optimalDiscriminator([1, 3], [4, 12], { normalize: false });
    expect(raw).toEqual(Float64Array.of(0.2, 0.2));
    expect(w.optimalDiscriminator([1, 3], [4, 12])).toEqual(Float64Array.of(0.5, 0.5));
  });

  it("is 1, 0 or NaN where a side or both have nothing, and writes to out", () => {
    const out = new Float64Array(3);
    expect(w.optimalDiscriminator([1, 0, 0], [0, 1, 0], { out })).toBe(out);
    expect(out).toEqual(Float64Array.of(1, 0, Number.NaN));
  });

  it("takes totals beyond 1e308 and subnormal weights", () => {
    expect(w.optimalDiscriminator([1e308, 1e308], [1e308, 1e308])).toEqual(
      Float64Array.of(0.5, 0.5),
    );
    expect(w.optimalDiscriminator([5e-324, 0], [5e-324, 5e-324])[0]).toBeCloseTo(2 / 3, 15);
    expect(w.ganValue([1e308, 1e308], [1e308, 0], [0.5, 0.5])).toBeCloseTo(-2 * Math.LN2, 14);
  });
});

describe("the value of the game", () => {
  it("does not ask for D where there is no weight", () => {
    expect(w.ganValue([1, 0], [1, 0], [0.5, Number.NaN])).toBeCloseTo(-2 * Math.LN2, 15);
  });

  it("is −Infinity for a discriminator that is sure and wrong", () => {
    expect(w.ganValue([1, 1], [1, 1], [0, 0.5])).toBe(-Infinity);
    expect(w.ganValue([1, 1], [1, 1], [1, 0.5])).toBe(-Infinity);
  });
});

describe("losses of discriminator and generator", () => {
  const real = logits(7);
  const fake = logits(9);

  it("are the expectations that define them", () => {
    const logD = fake.map((x) => Math.log(sigmoid(x)));
    const logNotD = fake.map((x) => Math.log(sigmoid(-x)));
    const ofReal = mean(real.map((x) => Math.log(sigmoid(x))));
    expect(w.discriminatorLoss(real, fake)).toBeCloseTo(-ofReal - mean(logNotD), 13);
    expect(w.generatorLoss(fake)).toBeCloseTo(-mean(logD), 13);
    expect(w.generatorLoss(fake, { kind: "saturating" })).toBeCloseTo(mean(logNotD), 13);
    expect(w.generatorLoss(fake, { kind: "wasserstein" })).toBeCloseTo(-mean(fake), 13);
    expect(w.criticLoss(real, fake)).toBeCloseTo(mean(fake) - mean(real), 13);
    const sum = w.discriminatorLoss(real, fake, { reduction: "sum" });
    expect(sum).toBeCloseTo(-7 * ofReal - 9 * mean(logNotD), 12);
  });

  it("have the value of the game with its sign turned", () => {
    const atoms = 7;
    const outputs = real.map(sigmoid);
    const uniform = new Float64Array(atoms).fill(1);
    const value = w.ganValue(uniform, uniform, outputs);
    expect(w.discriminatorLoss(real, real)).toBeCloseTo(-value, 13);
  });

  it("have the central differences as gradients", () => {
    for (const reduction of ["mean", "sum"] as const) {
      expectSlopes(real, (x, gradReal) => w.discriminatorLoss(x, fake, { reduction, gradReal }));
      expectSlopes(fake, (x, gradFake) => w.discriminatorLoss(real, x, { reduction, gradFake }));
      for (const kind of ["saturating", "non-saturating", "wasserstein"] as const) {
        expectSlopes(fake, (x, grad) => w.generatorLoss(x, { kind, reduction, grad }));
      }
    }
  });

  it("saturate, or do not, where the discriminator is sure", () => {
    const slope = (kind: "saturating" | "non-saturating" | "wasserstein") => {
      const grad = new Float64Array(1);
      w.generatorLoss([-100], { kind, grad });
      return grad[0];
    };
    expect(Math.abs(slope("saturating") / -Math.exp(-100) - 1)).toBeLessThan(1e-13);
    expect(slope("non-saturating")).toBe(-1);
    expect(slope("wasserstein")).toBe(-1);
  });

  it("are stable for logits of ±1e4 and for ±Infinity", () => {
    expect(w.discriminatorLoss([1e4], [-1e4])).toBe(0);
    expect(w.discriminatorLoss([-1e4], [1e4])).toBe(2e4);
    expect(w.discriminatorLoss([Infinity], [-Infinity])).toBe(0);
    expect(w.generatorLoss([-Infinity])).toBe(Infinity);
    expect(w.generatorLoss([1e4], { kind: "saturating" })).toBe(-1e4);
  });

  it("are the binary cross-entropy of labels 1 and 0", () => {
    const ones = new Float64Array(7).fill(1);
    const each =
      w.sigmoidCrossEntropy(real, ones).value +
      w.sigmoidCrossEntropy(fake, new Float64Array(9)).value;
    expect(w.discriminatorLoss(real, fake)).toBeCloseTo(each, 14);
  });

  it("take more samples than a block has", () => {
    const many = logits(100_001);
    const grad = new Float64Array(many.length);
    const loss = w.generatorLoss(Float32Array.from(many), { grad });
    expect(loss).toBeCloseTo(mean(many.map((x) => Math.log1p(Math.exp(-x)))), 6);
    expect(grad[100_000] * 100_001).toBeCloseTo(-sigmoid(-many[100_000]), 6);
  });
});

describe("critics", () => {
  it("are held to their slope by λ·E[(‖∇‖ − target)²]", () => {
    expect(w.gradientPenalty([1, 1])).toBe(0);
    expect(w.gradientPenalty([0, 3])).toBe(25);
    expect(w.gradientPenalty([0, 3], { lambda: 2, target: 0 })).toBe(9);
  });

  it("have the Lipschitz constant of their steepest pair", () => {
    const points = [0, 0, 3, 4, 6, 8];
    const values = [0, 10, 0];
    const at = (metric: w.Metric) => w.lipschitzConstant(values, points, { dim: 2, metric });
    expect(w.lipschitzConstant(values, points, { dim: 2 })).toBe(2);
    expect(at("sqeuclidean")).toBe(0.4);
    expect(at("cityblock")).toBeCloseTo(10 / 7, 15);
    expect(at("chebyshev")).toBe(2.5);
  });

  it("are steep without end where equal points have different values", () => {
    expect(w.lipschitzConstant([0, 1], [5, 5], { dim: 1 })).toBe(Infinity);
    expect(w.lipschitzConstant([1, 1], [5, 5], { dim: 1 })).toBe(0);
    expect(w.lipschitzConstant([1], [5], { dim: 1 })).toBe(0);
  });
});
