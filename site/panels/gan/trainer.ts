/** The training in its worker, as the page sees it: runs that begin, and their rounds one by one. */
import { STEPS } from "../../../examples/support/training";

import { startWorker } from "../../page/worker";

import type { Order, Report } from "./trainer.worker";
import address from "./trainer.worker?worker&url";

export class Trainer {
  readonly #worker = startWorker(address);
  #order: Order = { run: 0, start: 0 };
  #asked = 0; // the step last asked for
  #came = 0; // the step that came last, −1 before a run's first

  /** Calls back with each round of the present run, and if the worker fails. */
  constructor(onRound: (report: Report) => void, onFailure: () => void) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Report>) => {
      if (data.run !== this.#order.run) return; // asked for before the present run began
      this.#came = data.step;
      onRound(data);
    });
    this.#worker.addEventListener("error", () => {
      this.#worker.terminate();
      onFailure();
    });
  }

  /** Whether a round has been asked for and has not come. */
  get busy(): boolean {
    return this.#came < this.#asked;
  }

  /** Whether the last round of the run has been asked for. */
  get finished(): boolean {
    return this.#asked === STEPS;
  }

  /** Begins a run from samples around `start`; its first round is the one before any training. */
  begin(start: number): void {
    this.#order = { run: this.#order.run + 1, start };
    this.#asked = this.#came = -1;
    this.next();
  }

  /** Asks for the next round. */
  next(): void {
    this.#asked++;
    this.#worker.postMessage(this.#order);
  }
}
