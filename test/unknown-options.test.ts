import { describe, expect, it } from "vitest";
import * as w from "wasmstein";

const p = [1, 2];
const q = [2, 1];
const result = w.emdPoints(p, q, { dim: 1 });
/** Names of options in one call of each function that takes any, with the needed ones given. */
const CALLS: Record<string, (options: object) => unknown> = {
  selfInformation: (o) => w.selfInformation(0.5, o),
  binaryEntropy: (o) => w.binaryEntropy(0.5, o),
  entropy: (o) => w.entropy(p, o),
  crossEntropy: (o) => w.crossEntropy(p, q, o),
  klDivergence: (o) => w.klDivergence(p, q, o),
  jsDivergence: (o) => w.jsDivergence(p, q, o),
  jsDistance: (o) => w.jsDistance(p, q, o),
  totalVariation: (o) => w.totalVariation(p, q, o),
  hellinger: (o) => w.hellinger(p, q, o),
  psi: (o) => w.psi(p, q, o),
  paired: (o) => w.paired("kl", p, q, { bins: 2, ...o }),
  pairwise: (o) => w.pairwise("kl", p, q, { bins: 2, ...o }),
  wasserstein1d: (o) => w.wasserstein1d(p, q, o),
  wassersteinHistogram: (o) => w.wassersteinHistogram(p, q, o),
  wassersteinCircle: (o) => w.wassersteinCircle(p, q, o),
  emd: (o) => w.emd(p, q, [0, 1, 1, 0], o),
  emdPoints: (o) => w.emdPoints(p, q, { dim: 1, ...o }),
  emdGrid: (o) => w.emdGrid(p, q, { shape: [2], ...o }),
  softmaxCrossEntropy: (o) => w.softmaxCrossEntropy(p, [0], { classes: 2, ...o }),
  sigmoidCrossEntropy: (o) => w.sigmoidCrossEntropy(p, [0, 1], o),
  distillationLoss: (o) => w.distillationLoss(p, q, { classes: 2, ...o }),
  optimalDiscriminator: (o) => w.optimalDiscriminator(p, q, o),
  discriminatorLoss: (o) => w.discriminatorLoss(p, q, o),
  generatorLoss: (o) => w.generatorLoss(p, o),
  gradientPenalty: (o) => w.gradientPenalty(p, o),
  lipschitzConstant: (o) => w.lipschitzConstant(p, q, { dim: 1, ...o }),
  transportGradient: (o) => w.transportGradient(result, p, q, { dim: 1, ...o }),
};
/** Functions without options. */
const NONE = ["ganValue", "criticLoss", "engine", "init", "initSync", "useEngine"];

describe("an option that a function does not know", () => {
  it.each(Object.entries(CALLS))("is an error of %s", (fn, call) => {
    expect(() => call({})).not.toThrow();
    expect(() => call({ colour: undefined })).not.toThrow();
    expect(() => call({ colour: 1 })).toThrow(TypeError);
    expect(() => call({ colour: 1 })).toThrow(`${fn}: unknown option "colour", expected one of `);
  });

  it("is tried for every function that takes options", () => {
    const functions = Object.entries(w).filter(([name, value]) => {
      return typeof value === "function" && !NONE.includes(name) && !name.endsWith("Error");
    });
    expect(functions.map(([name]) => name).sort()).toEqual(Object.keys(CALLS).sort());
  });

  it.each([
    ["emdGrid", "metrik", "metric"],
    ["emdPoints", "maxpivots", "maxPivots"],
    ["entropy", "normalise", "normalize"],
    ["pairwise", "position", "positions"],
    ["softmaxCrossEntropy", "labelsSmoothing", "labelSmoothing"],
  ])("is named with the nearest that %s knows", (fn, given, known) => {
    const message = `${fn}: unknown option "${given}", did you mean "${known}"?`;
    expect(() => CALLS[fn]({ [given]: 1 })).toThrow(message);
  });
});
