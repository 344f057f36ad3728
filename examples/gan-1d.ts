// A generator in one dimension learns a target of two modes, by three losses, each against its perfect
// opponent: the optimal discriminator, or the exact Kantorovich critic.
//
// Goodfellow et al. (2014) for the saturating and the non-saturating loss; Arjovsky & Bottou, Towards
// Principled Methods for Training Generative Adversarial Networks (2017), theorem 2.4, for the gradient
// that vanishes; Arjovsky, Chintala & Bottou (2017) for W1.
import { criticLoss, emdPoints, jsDivergence, lipschitzConstant, wasserstein1d } from "wasmstein";
import {
  BANDWIDTH,
  forEachLoss,
  GRID,
  gradientOf,
  kantorovichCritic,
  LOSSES,
  type LossName,
} from "./support/adversaries";
import { density } from "./support/density";
import { Generator } from "./support/generator";
import { normals } from "./support/normals";
import { savePicture } from "./support/picture";
import { linePlot } from "./support/plot";
import { table } from "./support/table.mjs";
import { BETWEEN, FAR, FIRST_MODE, norm, SAMPLES, STEPS, target, train } from "./support/training";

const MEASURED_EVERY = 5;
const SHOWN_EVERY = 50;

const shares = (x: Float64Array) => density(GRID, x, BANDWIDTH).density;

interface Moment {
  step: number;
  w1: number;
  js: number;
}

/** Distances while a generator trains from samples around `start`. */
function follow(loss: LossName, start: number): Moment[] {
  const moments: Moment[] = [];
  for (const { step, x, y } of train(loss, start)) {
    if (step % MEASURED_EVERY === 0) {
      moments.push({ step, w1: wasserstein1d(x, y), js: jsDivergence(shares(x), shares(y)) });
    }
    if (step === STEPS) break;
  }
  return moments;
}

/** The dual of the plan is a critic: 1-Lipschitz, with the loss −W1. */
function showCritic(): void {
  const next = normals(7);
  const x = new Generator(next, 0).run(Float64Array.from({ length: SAMPLES }, next));
  const y = target(next);
  const solved = emdPoints(x, y, { dim: 1 });
  const { real, fake } = kantorovichCritic(solved);
  const loss = criticLoss(real, fake);
  const steepest = lipschitzConstant([...fake, ...real], [...x, ...y], { dim: 1 });
  console.log(
    `critic: loss ${loss.toFixed(4)}, W1 ${solved.cost.toFixed(4)}, Lipschitz constant ${steepest.toFixed(4)}\n`,
  );
}

/** The norm of the gradient that reaches the generator, by the gap between its samples and the target's. */
function gradients(gap: number): Record<LossName, number> {
  const next = normals(42);
  const generator = new Generator(next, FIRST_MODE - gap);
  const noise = Float64Array.from({ length: SAMPLES }, next);
  const x = generator.run(noise);
  const y = target(next);
  return forEachLoss((loss) => norm(generator.backward(noise, gradientOf(loss, x, y).slopes)));
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
  const runs = forEachLoss((loss) => follow(loss, start));
  console.log(`\n${title}`);
  const shown = runs.wasserstein.flatMap(({ step }, k) => (step % SHOWN_EVERY === 0 ? [k] : []));
  const rows = shown.map((k) => [
    String(runs.wasserstein[k].step),
    ...LOSSES.flatMap((loss) => [runs[loss][k].w1.toFixed(3), runs[loss][k].js.toFixed(3)]),
  ]);
  console.log(table(["step", ...LOSSES.flatMap((loss) => [`${loss} W1`, "JS"])], rows));
  return runs;
}

showCritic();
showGradients();
const far = showTraining(
  "from afar: the first samples lie around 0, where the target has no mass",
  FAR,
);
console.log(
  "The saturating loss does not move. The non-saturating one finds the near mode and stays there: no\n" +
    "sample ever sees the other. W1 draws each sample towards its own place in the target.",
);
showTraining(
  "from between the modes: the first samples lie around 6.5, and supports meet",
  BETWEEN,
);
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
