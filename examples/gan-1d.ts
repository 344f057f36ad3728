// A generator in one dimension learns a target of two modes, by three losses, each against its perfect
// opponent: the optimal discriminator, or the exact Kantorovich critic.
//
// Goodfellow et al. (2014) for the saturating and the non-saturating loss; Arjovsky & Bottou, Towards
// Principled Methods for Training Generative Adversarial Networks (2017), theorem 2.4, for the gradient
// that vanishes; Arjovsky, Chintala & Bottou (2017) for W1.
import {
  criticLoss,
  emdPoints,
  generatorLoss,
  jsDivergence,
  lipschitzConstant,
  optimalDiscriminator,
  transportGradient,
  wasserstein1d,
} from "wasmstein";
import { density } from "./support/density";
import { Generator } from "./support/generator";
import { normals } from "./support/normals";
import { savePicture } from "./support/picture";
import { linePlot } from "./support/plot";
import { table } from "./support/table.mjs";

const SAMPLES = 200;
const STEPS = 400;
const RATE = 0.05;
/** Plain gradient descent: a rule that rescales gradients, as Adam does, would hide how small they are. */
const LONGEST = 1; // a longer gradient is cut to this norm, so that one rate suits all losses
const BANDWIDTH = 0.4;
const MEASURED_EVERY = 5;
const SHOWN_EVERY = 50;
const LOSSES = ["saturating", "non-saturating", "wasserstein"] as const;
type LossName = (typeof LOSSES)[number];

const FIRST_MODE = 5;
const SECOND_MODE = 8;
const DEVIATION = 0.3;

/** Samples of the target, half of each mode. */
const target = (next: () => number) =>
  Float64Array.from(
    { length: SAMPLES },
    (_, k) => (k % 2 === 0 ? FIRST_MODE : SECOND_MODE) + DEVIATION * next(),
  );

/**
 * ∂loss/∂x at the generator's samples x, the opponent held fixed at its optimum.
 *
 * The best discriminator between two densities is D* = p/(p + g) (Goodfellow et al., proposition 1). Here
 * the densities are kernel estimates of both sets of samples. A sample feels it through the logit
 * log D* − log(1 − D*) = log p − log g, so by the chain rule ∂loss/∂x = ∂loss/∂logit · (log p − log g)′.
 */
function adversarialGradient(
  kind: "saturating" | "non-saturating",
  x: Float64Array,
  y: Float64Array,
) {
  const p = density(x, y, BANDWIDTH);
  const g = density(x, x, BANDWIDTH);
  const optimum = optimalDiscriminator(p.density, g.density, { normalize: false });
  const logits = optimum.map((d) => Math.log(d) - Math.log1p(-d));
  const gradient = new Float64Array(x.length);
  generatorLoss(logits, { kind, grad: gradient });
  return gradient.map((d, i) => d * (p.slope[i] - g.slope[i]));
}

/** The same for W1, whose best critic is the dual of the optimal plan: ∂W1/∂x follows the plan. */
const transportedGradient = (x: Float64Array, y: Float64Array) =>
  transportGradient(emdPoints(x, y, { dim: 1 }), x, y, { dim: 1 });

const gradientOf = (loss: LossName, x: Float64Array, y: Float64Array) =>
  loss === "wasserstein" ? transportedGradient(x, y) : adversarialGradient(loss, x, y);

const norm = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));

const GRID = Float64Array.from({ length: 140 }, (_, k) => -3 + k / 10);
const shares = (x: Float64Array) => density(GRID, x, BANDWIDTH).density;

interface Moment {
  step: number;
  w1: number;
  js: number;
}

/** Trains from samples around `start`; each step draws fresh samples of both sides. */
function train(loss: LossName, start: number): Moment[] {
  const next = normals(2014);
  const generator = new Generator(next, start);
  const moments: Moment[] = [];
  for (let step = 0; step <= STEPS; step++) {
    const noise = Float64Array.from({ length: SAMPLES }, next);
    const x = generator.run(noise);
    const y = target(next);
    if (step % MEASURED_EVERY === 0) {
      moments.push({ step, w1: wasserstein1d(x, y), js: jsDivergence(shares(x), shares(y)) });
    }
    const gradient = generator.backward(noise, gradientOf(loss, x, y));
    generator.descend(gradient, RATE * Math.min(1, LONGEST / norm(gradient)));
  }
  return moments;
}

/** The dual of the plan is a critic: 1-Lipschitz, with the loss −W1. */
function showCritic(): void {
  const next = normals(7);
  const x = new Generator(next, 0).run(Float64Array.from({ length: SAMPLES }, next));
  const y = target(next);
  const { cost, potentials } = emdPoints(x, y, { dim: 1 });
  // It scores the real points by g and the generated ones by −f, since f + g ≤ distance.
  const fake = potentials.source.map((f) => -f);
  const loss = criticLoss(potentials.target, fake);
  const steepest = lipschitzConstant([...fake, ...potentials.target], [...x, ...y], { dim: 1 });
  console.log(
    `critic: loss ${loss.toFixed(4)}, W1 ${cost.toFixed(4)}, Lipschitz constant ${steepest.toFixed(4)}\n`,
  );
}

/** The norm of the gradient that reaches the generator, by the gap between its samples and the target's. */
function gradients(gap: number): Record<LossName, number> {
  const next = normals(42);
  const generator = new Generator(next, FIRST_MODE - gap);
  const noise = Float64Array.from({ length: SAMPLES }, next);
  const x = generator.run(noise);
  const y = target(next);
  return forEachLoss((loss) => norm(generator.backward(noise, gradientOf(loss, x, y))));
}

function showGradients(): void {
  const gaps = Array.from({ length: 33 }, (_, k) => k / 4);
  const rows = gaps.map(gradients);
  console.log(
    "norm of the generator's gradient, by the distance of its samples from the nearest mode",
  );
  console.log(
    table(
      ["distance", ...LOSSES],
      gaps.flatMap((gap, k) =>
        Number.isInteger(gap)
          ? [[String(gap), ...LOSSES.map((loss) => rows[k][loss].toExponential(1))]]
          : [],
      ),
    ),
  );
  savePicture(
    "gan-gradients",
    linePlot({
      title: "The gradient that reaches the generator",
      x: gaps,
      xLabel: "distance of the generator's samples from the nearest mode",
      yLabel: "norm of the gradient",
      logarithmic: true,
      yMin: 1e-20,
      series: LOSSES.map((loss) => ({ name: loss, y: rows.map((row) => row[loss]) })),
    }),
  );
}

function showTraining(title: string, start: number): Record<LossName, Moment[]> {
  const runs = forEachLoss((loss) => train(loss, start));
  console.log(`\n${title}`);
  const shown = runs.wasserstein.flatMap(({ step }, k) => (step % SHOWN_EVERY === 0 ? [k] : []));
  const rows = shown.map((k) => [
    String(runs.wasserstein[k].step),
    ...LOSSES.flatMap((loss) => [runs[loss][k].w1.toFixed(3), runs[loss][k].js.toFixed(3)]),
  ]);
  console.log(table(["step", ...LOSSES.flatMap((loss) => [`${loss} W1`, "JS"])], rows));
  return runs;
}

function forEachLoss<T>(run: (loss: LossName) => T): Record<LossName, T> {
  return Object.fromEntries(LOSSES.map((loss) => [loss, run(loss)])) as Record<LossName, T>;
}

showCritic();
showGradients();
const far = showTraining(
  "from afar: the first samples lie around 0, where the target has no mass",
  0,
);
console.log(
  "The saturating loss does not move. The non-saturating one finds the near mode and stays there: no\n" +
    "sample ever sees the other. W1 draws each sample towards its own place in the target.",
);
showTraining("from between the modes: the first samples lie around 6.5, and supports meet", 6.5);
console.log("Here all three losses find both modes.");
savePicture(
  "gan-distances",
  linePlot({
    title: "Three losses, from samples far from the target",
    x: far.wasserstein.map(({ step }) => step),
    xLabel: "step",
    yLabel: "W1 between generator and target",
    yMin: 0,
    series: LOSSES.map((loss) => ({ name: loss, y: far[loss].map(({ w1 }) => w1) })),
  }),
);
