/** The two charts over the steps of a run. */
import { forEachLoss, LOSSES, type LossName } from "../../../examples/support/adversaries";
import { STEPS } from "../../../examples/support/training";
import { Chart, type ChartOptions } from "../../page/chart";
import { element } from "../../page/elements";
import { COLOURS } from "./losses";
import type { Numbers, Scene } from "./measures";

const AXIS = Array.from({ length: STEPS + 1 }, (_, step) => step);
const POWERS = new Map([1e-3, 1e-2, 0.1, 1, 10, 100].map((power) => [power, String(power)]));

export class Histories {
  readonly #charts = [
    new History("gan-distances", "w1", { y: "W₁", range: fromZero }),
    new History("gan-goals", "goal", {
      y: "nats, or distance",
      logarithmic: true,
      range: [1e-3, 1e2],
      ticks: POWERS,
    }),
  ];

  add(scene: Scene): void {
    for (const chart of this.#charts) chart.add(scene);
  }
}

/** One number of each loss. The first round of a run clears what was there before. */
class History {
  readonly #chart: Chart;
  readonly #of: keyof Numbers;
  #columns = emptied();

  constructor(id: string, of: keyof Numbers, options: Omit<ChartOptions, "x" | "curves">) {
    this.#of = of;
    this.#chart = new Chart(element(id, HTMLDivElement), {
      x: "step",
      curves: LOSSES.map((loss) => ({ name: loss, colour: COLOURS[loss] })),
      ...options,
    });
  }

  add({ step, shown }: Scene): void {
    if (step === 0) this.#columns = emptied();
    for (const loss of LOSSES) this.#columns[loss][step] = shown[loss].numbers[this.#of];
    this.#chart.show([AXIS, ...LOSSES.map((loss) => this.#columns[loss])]);
  }
}

function emptied(): Record<LossName, (number | null)[]> {
  return forEachLoss(() => AXIS.map(() => null));
}

/** Distances are seen in full; without any yet, the axis is that of the distant start. */
function fromZero(_: number, greatest: number): [number, number] {
  return [0, 1.1 * greatest || 7];
}
