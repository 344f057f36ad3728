/**
 * The measures of drift: names, titles, and what they are in one line each. Names are those of wasmstein for the same
 * quantities; "kl" is D(current‖reference), so its title gives the direction.
 */
export const DRIFT_MEASURES = [
  "psi",
  "kl",
  "js-distance",
  "hellinger",
  "w1-per-sigma",
  "missing",
] as const;
export type DriftMeasure = (typeof DRIFT_MEASURES)[number];

export const MEASURE_TITLES: Readonly<Record<DriftMeasure, string>> = {
  psi: "PSI",
  kl: "KL(cur‖ref)",
  "js-distance": "JS distance",
  hellinger: "Hellinger",
  "w1-per-sigma": "W1/σ",
  missing: "Δ missing",
};

export const MEASURE_MEANINGS: Readonly<Record<DriftMeasure, string>> = {
  psi: "population stability index, nats",
  kl: "Kullback–Leibler divergence D(current‖reference), nats",
  "js-distance": "Jensen–Shannon distance: root of the divergence in bits, 0 … 1",
  hellinger: "Hellinger distance, 0 … 1",
  "w1-per-sigma": "exact 1-D Wasserstein distance ÷ the reference's standard deviation, not binned",
  missing: "difference of the shares of missing values, 0 … 1",
};
