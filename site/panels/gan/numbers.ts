/** The numbers below each picture, and the sentence about them when the training rests. */
import { forEachLoss, LOSSES, type LossName } from "../../../examples/support/adversaries";
import { STEPS } from "../../../examples/support/training";
import { write } from "../../page/elements";
import { decimal, scientific } from "../../page/figures";
import { TITLES } from "./losses";
import type { Scene } from "./measures";
import type { Report } from "./trainer.worker";

const SMALL = 0.005;

/** Pulls go from 40 to 1e−80. */
const size = (value: number) => (value < SMALL ? scientific(value) : decimal(value, 2));

export function writeNumbers({ step, shown }: Scene): void {
  write({ "gan-step": String(step) });
  for (const loss of LOSSES) {
    const { numbers, steepest } = shown[loss];
    const { w1, pull, value, theory, goal } = numbers;
    write({
      [`gan-${loss}-w1`]: decimal(w1),
      [`gan-${loss}-pull`]: size(pull),
      [`gan-${loss}-loss`]: decimal(numbers.loss),
      [`gan-${loss}-value`]: decimal(value),
      [`gan-${loss}-theory`]: decimal(theory),
      [`gan-${loss}-apart`]: scientific(Math.abs(value - theory)),
      ...(steepest === undefined
        ? { [`gan-${loss}-goal`]: decimal(goal) }
        : { [`gan-${loss}-slope`]: decimal(steepest) }),
    });
  }
}

/** One sentence for the message, and one for each picture. */
export function summary({ run, step, shown }: Report): { message: string; labels: Labels } {
  const w1 = (loss: LossName) => decimal(shown[loss].numbers.w1, 2);
  const all = LOSSES.map((loss) => `${TITLES[loss]} ${w1(loss)}`).join(", ");
  const start = run === 1 ? "Ready." : "Begun again.";
  const hint = step === 0 ? start : step === STEPS ? "Done." : "Paused.";
  return {
    message: `${hint} W₁ at step ${step}: ${all}.`,
    labels: forEachLoss(
      (loss) =>
        `Densities, opponent and pulls of the ${TITLES[loss]} loss at step ${step}: W1 ${w1(loss)}, ` +
        `mean pull on a sample ${size(shown[loss].numbers.pull)}`,
    ),
  };
}

type Labels = Record<LossName, string>;
