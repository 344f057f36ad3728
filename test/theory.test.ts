/** The identities that the theory of adversarial networks rests on, on random distributions. */
import { describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { random, randoms } from "./support/random.mjs";

const next = random(31);
/** Forty pairs of histograms, from two atoms to many, without zeros. */
const pairs = Array.from({ length: 40 }, (_, k) => {
  const share = (weights: Float64Array) => {
    const total = weights.reduce((sum, x) => sum + x, 0);
    return weights.map((x) => x / total);
  };
  const n = 2 + k * 3;
  return [
    share(randoms(next, n).map((x) => x + 0.01)),
    share(randoms(next, n).map((x) => x ** 3 + 1e-4)),
  ];
});
const expectation = (p: Float64Array, f: (i: number) => number) =>
  p.reduce((sum, weight, i) => sum + weight * f(i), 0);
const expectSame = (value: number, expected: number, tolerance = 1e-12) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );
const expectAllSame = (values: Float64Array, expected: ArrayLike<number>) =>
  values.forEach((value, i) => {
    expectSame(value, expected[i]);
  });

describe("cross-entropy and divergence", () => {
  it("differ by the entropy: H(p, q) = H(p) + D(p‖q)", () => {
    for (const [p, q] of pairs) {
      expectSame(w.crossEntropy(p, q), w.entropy(p) + w.klDivergence(p, q));
    }
  });

  it("have the same gradient for a fixed target, softmax − p", () => {
    for (const [p, q] of pairs) {
      const classes = p.length;
      const ofCrossEntropy = new Float64Array(classes);
      const ofDivergence = new Float64Array(classes);
      const logits = q.map(Math.log);
      const cross = w.softmaxCrossEntropy(logits, p, { classes, grad: ofCrossEntropy }).value;
      const teacher = p.map(Math.log);
      const kl = w.distillationLoss(logits, teacher, { classes, grad: ofDivergence }).value;
      expectSame(cross - kl, w.entropy(p));
      expectSame(kl, w.klDivergence(p, q));
      expectAllSame(ofCrossEntropy, ofDivergence);
      expectAllSame(
        ofCrossEntropy,
        q.map((x, i) => x - p[i]),
      );
    }
  });

  it("part for a moving teacher: only the divergence is 0 where the student follows", () => {
    const entropies = [
      [3, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ].map((teacher) => {
      const p = w.optimalDiscriminator(teacher.map(Math.exp), [1, 1, 1], { normalize: false });
      const share = p.map((d) => d / (1 - d));
      const total = share.reduce((sum, x) => sum + x, 0);
      const target = share.map((x) => x / total);
      expect(w.distillationLoss(teacher, teacher, { classes: 3 }).value).toBe(0);
      const { value } = w.softmaxCrossEntropy(teacher, target, { classes: 3 });
      expectSame(value, w.entropy(target));
      return value;
    });
    expect(entropies[0]).toBeLessThan(entropies[1] - 0.1);
    expect(entropies[1]).toBeLessThan(entropies[2] - 0.1);
  });
});

describe("the game of Goodfellow et al.", () => {
  it("has its largest value at D*", () => {
    for (const [p, g] of pairs) {
      const best = w.optimalDiscriminator(p, g);
      const value = w.ganValue(p, g, best);
      for (const step of [1e-6, 1e-3, 0.3]) {
        const other = best.map((d) => d + step * (next() < 0.5 ? -d : 1 - d));
        expect(w.ganValue(p, g, other)).toBeLessThanOrEqual(value + 1e-14);
      }
      const slope = (i: number) => p[i] / best[i] - g[i] / (1 - best[i]);
      best.forEach((_, i) => {
        expectSame(slope(i), 0);
      });
    }
  });

  it("is worth 2·JS(p‖g) − 2·log 2 at D*", () => {
    for (const [p, g] of pairs) {
      const value = w.ganValue(p, g, w.optimalDiscriminator(p, g));
      expectSame(value, 2 * w.jsDivergence(p, g) - 2 * Math.LN2);
    }
  });

  it("has KL(g‖p) = E_g[log((1 − D*) / D*)]", () => {
    for (const [p, g] of pairs) {
      const best = w.optimalDiscriminator(p, g);
      const odds = expectation(g, (i) => Math.log((1 - best[i]) / best[i]));
      expectSame(odds, w.klDivergence(g, p));
    }
  });

  it("has E_g[−log D*] = KL(g‖p) − 2·JS(p‖g) + 2·log 2 + E_p[log D*]", () => {
    for (const [p, g] of pairs) {
      const best = w.optimalDiscriminator(p, g);
      const right =
        w.klDivergence(g, p) -
        2 * w.jsDivergence(p, g) +
        2 * Math.LN2 +
        expectation(p, (i) => Math.log(best[i]));
      expectSame(
        expectation(g, (i) => -Math.log(best[i])),
        right,
      );
    }
  });

  it("moves a generator along KL(g‖p) − 2·JS(p‖g), D* being held", () => {
    // For g(t) = g + t·h with Σ h = 0: Σ h·(−log D*) is the slope of KL − 2·JS at t = 0 (Arjovsky &
    // Bottou 2017, theorem 2.5).
    for (const [p, g] of pairs) {
      const best = w.optimalDiscriminator(p, g);
      const h = new Float64Array(p.length);
      h[0] = 1;
      h[1] = -1;
      const held = expectation(h, (i) => -Math.log(best[i]));
      const step = 1e-5 * Math.min(g[0], g[1]);
      const at = (t: number) => {
        const moved = g.map((x, i) => x + t * h[i]);
        return w.klDivergence(moved, p) - 2 * w.jsDivergence(p, moved);
      };
      expectSame((at(step) - at(-step)) / (2 * step), held, 1e-5);
      // Exactly: ∂KL/∂g = log(g/p) + 1, ∂(2·JS)/∂g = log(g/m) with m = (p + g)/2.
      const exact = expectation(
        h,
        (i) => Math.log(g[i] / p[i]) - Math.log((2 * g[i]) / (p[i] + g[i])),
      );
      expectSame(held, exact);
    }
  });
});

describe("divergences and distances", () => {
  it("see nothing but apartness on disjoint supports: KL = ∞, JS = log 2, gradient 0", () => {
    for (const share of [0.1, 0.4, 0.9]) {
      const p = [0.3, 0.7, 0, 0];
      const g = [0, 0, share, 1 - share];
      expect(w.klDivergence(p, g)).toBe(Infinity);
      expect(w.klDivergence(g, p)).toBe(Infinity);
      expectSame(w.jsDivergence(p, g), Math.LN2, 1e-15);
      const at = (step: number) => w.jsDivergence(p, [0, 0, share + step, 1 - share - step]);
      expectSame((at(0.05) - at(-0.05)) / 0.1, 0, 1e-14);
      const best = w.optimalDiscriminator(p, g);
      expect(best).toEqual(Float64Array.of(1, 1, 0, 0));
      expect(w.ganValue(p, g, best)).toBe(0);
    }
  });

  it("are not negative, and 0 for the same", () => {
    for (const [p, q] of pairs) {
      expect(w.klDivergence(p, q)).toBeGreaterThan(0);
      expect(w.klDivergence(p, p.slice())).toBe(0);
    }
  });

  it("show by example that KL is not symmetric", () => {
    const there = w.klDivergence([0.5, 0.5], [0.9, 0.1]);
    const back = w.klDivergence([0.9, 0.1], [0.5, 0.5]);
    expectSame(there, Math.log(5 / 3));
    expectSame(back, 0.9 * Math.log(1.8) + 0.1 * Math.log(0.2));
    expect(there).toBeGreaterThan(back + 0.1);
  });

  it("show by example that KL, and JS itself, fail the triangle inequality", () => {
    const a = [0.5, 0.5];
    const b = [0.75, 0.25];
    const c = [0.9, 0.1];
    expect(w.klDivergence(a, c)).toBeGreaterThan(w.klDivergence(a, b) + w.klDivergence(b, c) + 0.1);
    const js = w.jsDivergence;
    expect(js([1, 0], [0, 1])).toBeGreaterThan(js([1, 0], [1, 1]) + js([1, 1], [0, 1]) + 0.1);
  });

  it("keep the triangle inequality: √JS and W1", () => {
    for (let k = 0; k < 300; k++) {
      const n = 2 + (k % 9);
      const [p, q, r] = [1, 2, 3].map(() => randoms(next, n).map((x) => x ** 4));
      for (const distance of [w.jsDistance, w.wassersteinHistogram]) {
        expect(distance(p, r)).toBeLessThanOrEqual(distance(p, q) + distance(q, r) + 1e-14);
      }
    }
  });
});
