/** The names of the measures, how they are titled, and what they are, in one line each. */
export const MEASURES = ["psi", "kl", "js", "hellinger", "wasserstein", "missing"] as const;
export type Measure = (typeof MEASURES)[number];

export const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  psi: "PSI",
  kl: "KL",
  js: "JS",
  hellinger: "Hellinger",
  wasserstein: "W1/σ",
  missing: "Δ missing",
};

export const MEASURE_MEANINGS: Readonly<Record<Measure, string>> = {
  psi: "population stability index, nats",
  kl: "Kullback–Leibler divergence D(current‖reference), nats",
  js: "Jensen–Shannon distance: root of the divergence in bits, 0 … 1",
  hellinger: "Hellinger distance, 0 … 1",
  wasserstein: "exact 1-D Wasserstein distance ÷ the reference's standard deviation, not binned",
  missing: "difference of the shares of missing values, 0 … 1",
};
