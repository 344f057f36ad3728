// The pictures of the theory page, each drawn by the functions it explains.
import {
  binaryEntropy,
  emdGrid,
  jsDivergence,
  klDivergence,
  optimalDiscriminator,
  selfInformation,
  wassersteinHistogram,
} from "wasmstein";
import { savePicture } from "./support/picture";
import { planPlot } from "./support/plan-plot";
import { linePlot } from "./support/plot";

const steps = (from: number, to: number, count: number) =>
  Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);

/** The normal density. */
const normal = (mean: number, deviation: number) => (x: number) =>
  Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));

const probabilities = steps(0, 1, 200);
savePicture(
  "self-information",
  linePlot({
    title: "Self-information: a rare event says more",
    x: probabilities,
    xLabel: "probability p",
    yLabel: "−log₂ p, bits",
    series: [{ name: "−log₂ p", y: probabilities.map((p) => selfInformation(p, { base: 2 })) }],
    yMin: 0,
    yMax: 8,
  }),
);
savePicture(
  "entropy-of-a-coin",
  linePlot({
    title: "Entropy of a coin: a fair one is hardest to guess",
    x: probabilities,
    xLabel: "probability of heads",
    yLabel: "entropy, bits",
    series: [{ name: "H(p)", y: probabilities.map((p) => binaryEntropy(p, { base: 2 })) }],
  }),
);

// Divergences of densities, from their values on one fine grid.
const grid = steps(-24, 24, 1920);
const SPACING = 0.025;
const still = grid.map(normal(0, 1));

const means = steps(-4, 4, 80);
const wide = means.map((mean) => grid.map(normal(mean, 2)));
savePicture(
  "kl-asymmetry",
  linePlot({
    title: "KL is not symmetric: p = N(0, 1), q = N(mean, 4)",
    x: means,
    xLabel: "mean of q",
    yLabel: "nats",
    yMin: 0,
    series: [
      { name: "D(p‖q)", y: wide.map((q) => klDivergence(still, q)) },
      { name: "D(q‖p)", y: wide.map((q) => klDivergence(q, still)) },
    ],
  }),
);

const shifts = steps(-6, 6, 120);
const moved = shifts.map((shift) => grid.map(normal(shift, 1)));
savePicture(
  "sliding-bumps",
  linePlot({
    title: "Two bumps, N(0, 1) and N(shift, 1)",
    x: shifts,
    xLabel: "shift",
    yLabel: "nats for KL and JS, length for W1",
    yMin: 0,
    yMax: 8,
    series: [
      { name: "KL", y: moved.map((q) => klDivergence(still, q)) },
      { name: "JS", y: moved.map((q) => jsDivergence(still, q)) },
      { name: "W1", y: moved.map((q) => wassersteinHistogram(still, q, { width: SPACING })) },
    ],
  }),
);

const points = steps(-4, 6, 200);
const p = points.map(normal(0, 1));
const g = points.map(normal(2.5, 0.8));
savePicture(
  "optimal-discriminator",
  linePlot({
    title: "The optimal discriminator, p / (p + g)",
    x: points,
    xLabel: "x",
    yLabel: "density; probability that x is real",
    yMin: 0,
    yMax: 1,
    series: [
      { name: "p, the data", y: p },
      { name: "g, the generator", y: g },
      { name: "D*", y: optimalDiscriminator(p, g, { normalize: false }) },
    ],
  }),
);

const heap = [0.1, 0.25, 0.3, 0.2, 0.1, 0.05, 0, 0];
const hole = [0, 0.05, 0.1, 0.05, 0.15, 0.25, 0.25, 0.15];
// Of the many plans that attain W1 on a line, this metric picks the one whose ways never cross.
const { plan } = emdGrid(heap, hole, { shape: [heap.length], metric: "sqeuclidean" });
const w1 = wassersteinHistogram(heap, hole);
savePicture(
  "moving-earth",
  planPlot({
    title: `The cheapest way to move the earth: W1 = ${w1.toFixed(2)} bins`,
    from: heap,
    to: hole,
    plan,
    fromLabel: "before",
    toLabel: "after",
  }),
);
