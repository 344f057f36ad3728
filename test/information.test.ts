import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as wasmstein from "wasmstein";
import { random, randoms } from "./support/random.mjs";

const {
  binaryEntropy,
  crossEntropy,
  entropy,
  hellinger,
  jsDistance,
  jsDivergence,
  klDivergence,
  psi,
  selfInformation,
  totalVariation,
} = wasmstein;

interface Reference {
  name: string;
  p: number[];
  q: number[];
  entropy: number;
  crossEntropy: number | null;
  kl: number | null;
  js: number;
  totalVariation: number;
  hellinger: number;
}
const references: Reference[] = JSON.parse(
  readFileSync(new URL("reference/information.json", import.meta.url), "utf8"),
);

/** null stands for +Infinity, 0 for exactly 0. */
function expectNear(value: number, expected: number | null, tolerance: number) {
  if (expected === null) expect(value).toBe(Number.POSITIVE_INFINITY);
  else if (expected === 0) expect(value).toBe(0);
  else expect(Math.abs(value - expected) / expected).toBeLessThanOrEqual(tolerance);
}

describe("information measures against mpmath at 60 digits", () => {
  it.each(references)("agree on: $name", (reference) => {
    const { name, p, q } = reference;
    const near = /relative (\S+)/.exec(name);
    const divergence = near ? 1e-14 / Number(near[1]) : 1e-13;
    expectNear(entropy(p), reference.entropy, 1e-14);
    expectNear(crossEntropy(p, q), reference.crossEntropy, 1e-14);
    expectNear(klDivergence(p, q), reference.kl, Math.min(divergence, 1e-13));
    expectNear(jsDivergence(p, q), reference.js, Math.min(divergence, 1e-13));
    expectNear(jsDistance(p, q), Math.sqrt(reference.js), Math.min(divergence, 1e-13));
    expectNear(totalVariation(p, q), reference.totalVariation, 1e-13);
    expectNear(hellinger(p, q), reference.hellinger, 1e-13);
  });

  it.each(references)("agree in bits on: $name", ({ p, q, entropy: nats, js }) => {
    expectNear(entropy(p, { base: 2 }), nats / Math.LN2, 2e-14);
    expectNear(jsDivergence(p, q, { base: 2 }), js / Math.LN2, 2e-13);
  });

  it("have a psi that is the sum of both KL divergences", () => {
    for (const { p, q } of references) {
      const both = klDivergence(p, q) + klDivergence(q, p);
      if (both === Number.POSITIVE_INFINITY) expect(psi(p, q)).toBe(both);
      else expect(Math.abs(psi(p, q) - both)).toBeLessThanOrEqual(1e-13 * both);
    }
  });
});

describe("self-information and the entropy of a coin", () => {
  it("are −log p and −p log p − (1−p) log(1−p)", () => {
    for (const p of [1e-300, 1e-9, 0.1, 0.25, 0.5, 0.75, 0.999, 1 - 1e-12]) {
      expectNear(selfInformation(p), -Math.log(p), 1e-14);
      const h = -p * Math.log(p) - (1 - p) * Math.log1p(-p);
      expectNear(binaryEntropy(p), h, 1e-14);
      expectNear(binaryEntropy(p), entropy([p, 1 - p]), 1e-14);
    }
  });

  it("are exact where it counts", () => {
    expect(selfInformation(1)).toBe(0);
    expect(selfInformation(0)).toBe(Number.POSITIVE_INFINITY);
    expect(selfInformation(0.125, { base: 2 })).toBe(3);
    expect(binaryEntropy(0.5, { base: 2 })).toBe(1);
    expect(binaryEntropy(0)).toBe(0);
    expect(binaryEntropy(1)).toBe(0);
    expect(selfInformation(5e-324)).toBeCloseTo(744.4400719213812, 11);
  });
});

describe("zeros, extremes and ties", () => {
  it("gives exactly 0 for identical input, also up to scale", () => {
    for (const p of [[1], [1, 2, 3], [0, 5, 0], [1e-310, 3e-320], [1e300, 1e-300, 7]]) {
      for (const measure of [
        klDivergence,
        jsDivergence,
        jsDistance,
        totalVariation,
        hellinger,
        psi,
      ])
        expect(measure(p, p.slice())).toBe(0);
    }
    expect(klDivergence([1, 2, 3], [3, 6, 9])).toBe(0);
    expect(totalVariation([1, 2, 3], [3, 6, 9])).toBe(0);
  });

  it("is +Infinity exactly when a weight of q is 0 where p's is not", () => {
    expect(klDivergence([1, 1e-320], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(crossEntropy([1, 1e-320], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(psi([1, 0], [1, 1])).toBe(Number.POSITIVE_INFINITY);
    // 5e-324 / 1e308 is below every double, but it is not 0.
    expect(klDivergence([1, 1], [1e308, 5e-324])).toBeCloseTo(
      0.5 * Math.log(0.5) + 0.5 * (Math.log(0.5) + Math.log(1e308) - Math.log(5e-324)),
      10,
    );
    expect(klDivergence([1, 0], [1, 1])).toBeCloseTo(Math.LN2, 15);
  });

  it("takes counts of 1e15, totals beyond 1e308 and subnormal histograms", () => {
    expect(entropy([1e15, 1e15])).toBeCloseTo(Math.LN2, 15);
    expect(entropy([1e308, 1e308, 1e308])).toBeCloseTo(Math.log(3), 14);
    expect(entropy([5e-324, 5e-324])).toBeCloseTo(Math.LN2, 14);
    expect(jsDivergence([1e308, 1e308], [1e308, 0])).toBeCloseTo(jsDivergence([1, 1], [1, 0]), 14);
    expect(totalVariation([1e308, 1e308], [1e-308, 0])).toBe(0.5);
  });

  it("keeps JS at log 2, total variation and Hellinger at 1 for disjoint supports", () => {
    expect(jsDivergence([1, 3, 0, 0], [0, 0, 2, 7])).toBeCloseTo(Math.LN2, 15);
    expect(jsDivergence([1, 3, 0, 0], [0, 0, 2, 7], { base: 2 })).toBeCloseTo(1, 15);
    expect(totalVariation([1, 3, 0, 0], [0, 0, 2, 7])).toBe(1);
    expect(hellinger([1, 3, 0, 0], [0, 0, 2, 7])).toBe(1);
  });

  it("keeps the entropy of a nearly certain outcome", () => {
    const p = 1e-12;
    const expected = -p * Math.log(p) - (1 - p) * Math.log1p(-p);
    expectNear(entropy([1 - p, p]), expected, 1e-4); // 1 − p is rounded
    expectNear(entropy([1e12 - 1, 1]), expected, 1e-14);
    expectNear(entropy([1, 1e-200]), 1e-200 * (1 + 200 * Math.LN10), 1e-14);
  });

  it("uses the weights as they are on normalize: false", () => {
    const raw = { normalize: false };
    expectNear(entropy([0.2, 0.3], raw), -0.2 * Math.log(0.2) - 0.3 * Math.log(0.3), 1e-15);
    expect(crossEntropy([1, 2], [1, 1], raw)).toBe(0);
    expect(entropy([0, 0], raw)).toBe(0);
    expectNear(klDivergence([1, 2], [3, 4], raw), Math.log(1 / 3) + 2 * Math.log(0.5) + 4, 1e-14);
    expect(totalVariation([1, 2], [3, 4], raw)).toBe(2);
    expectNear(hellinger([1, 4], [4, 1], raw), 1, 1e-15);
  });

  it("takes any array-like of numbers", () => {
    const expected = entropy([1, 2, 3]);
    expect(entropy(Float32Array.of(1, 2, 3))).toBe(expected);
    expect(entropy(Uint8Array.of(1, 2, 3))).toBe(expected);
    expect(entropy({ length: 3, 0: 1, 1: 2, 2: 3 })).toBe(expected);
    expect(entropy(new Float64Array(Float64Array.of(9, 1, 2, 3).buffer, 8))).toBe(expected);
  });
});

describe("array-likes", () => {
  it("is not misled by an array-like that calls back into the library", () => {
    const big = new Float64Array(300_000).fill(1);
    const strange = {
      length: 4,
      0: 1,
      get 1() {
        entropy(big);
        return 2;
      },
      2: 3,
      3: 4,
    };
    expect(entropy(strange)).toBe(entropy([1, 2, 3, 4]));
  });
});

describe("rows that need care", () => {
  it("notice an empty bin of q beside the smallest weight of p", () => {
    expect(klDivergence([1, 1, 1e-200], [2, 1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(crossEntropy([1, 1, 1e-200], [1, 1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(psi([2, 1, 0], [1, 1, 1e-200])).toBe(Number.POSITIVE_INFINITY);
  });

  it("are neither negative nor NaN, and 0 for identical input, at any scale", () => {
    const next = random(11);
    for (let trial = 0; trial < 400; trial++) {
      const scale = 10 ** (-320 + 620 * next());
      const p = Array.from(randoms(next, 4), (x) => x * scale);
      p[0] = next() < 0.5 ? 1 : p[0];
      const q = p.map((x, i) => x * (1 + 1e-10 * Math.sin(i + trial)));
      for (const options of [{}, { normalize: false }]) {
        for (const measure of [klDivergence, jsDivergence, jsDistance, psi, hellinger]) {
          expect(measure(p, q, options)).toBeGreaterThanOrEqual(0);
          expect(measure(p, p.slice(), options)).toBe(0);
        }
      }
    }
    expect(jsDistance([1, 1.2714130550299103e-200], [1, 1.271413065340812e-200])).toBeGreaterThan(
      0,
    );
    expect(jsDistance([1, 2], [2, 1], { base: 0.5 })).toBe(jsDistance([1, 2], [2, 1], { base: 2 }));
    expect(klDivergence([1, 2], [1, 2], { base: 0.5 })).toBe(0);
  });

  it("keep their digits where one bin holds nearly everything", () => {
    // exact values by mpmath from the doubles as they are
    expectNear(
      totalVariation([4.1623118517247314e-14, 1], [4.1623118518173475e-14, 0.9999999999582306]),
      2.66473182891e-24,
      1e-11,
    );
    expectNear(entropy([2.598895783749575e-298, 1.5372511739193426e-187]), 4.33e-109, 1e-3);
  });

  it("use huge and tiny weights as they are on normalize: false", () => {
    const raw = { normalize: false };
    expectNear(hellinger([4e155], [1e155], raw), Math.sqrt(0.5e155), 1e-14);
    expectNear(totalVariation([1e-150, 0], [0, 1e-150], raw), 1e-150, 1e-15);
    expectNear(entropy([1e-150, 0, 0, 0], raw), 150e-150 * Math.LN10, 1e-14);
    expect(entropy([3e307], raw)).toBe(Number.NEGATIVE_INFINITY);
    expectNear(klDivergence([8e307, 1e307], [4e307, 1e307], raw), 8e307 * Math.LN2 - 4e307, 1e-14);
  });

  it("take time in proportion to their length", () => {
    const flat = new Float64Array(200_000).fill(1e-300);
    const gap = flat.slice();
    gap[7] = 0;
    expectNear(entropy(flat), Math.log(200_000), 1e-14);
    expect(crossEntropy(flat, gap)).toBe(Number.POSITIVE_INFINITY);
  });
});
