/** Between P and Q: the plan's earth on its way, and beside it the one picture fading into the other. */
import { element, write } from "../../page/elements";
import { decimal } from "../../page/figures";
import { Player } from "../../page/player";
import { Displacement } from "./displacement";
import { largest } from "./masses";
import { Raster } from "./raster";
import type { Solved } from "./solve";

const SECONDS = 4; // from P to Q

interface Scene {
  readonly n: number;
  readonly p: Float64Array; // total mass 1, as the plan's
  readonly q: Float64Array;
  /** the greatest masses of a cell */
  readonly peaks: readonly [number, number];
  readonly moving: Displacement;
}

export class Film {
  readonly #moving = new Raster(element("images-moving", HTMLCanvasElement), "ink", true);
  readonly #fading = new Raster(element("images-fading", HTMLCanvasElement), "ink", true);
  readonly #player = new Player({
    slider: element("images-t", HTMLInputElement),
    button: element("images-play", HTMLButtonElement),
    seconds: SECONDS,
    stop: "Pause",
    changed: () => this.#show(),
  });
  #scene: Scene | undefined;

  /** Shows the way from P to Q by this plan. */
  load({ problem, result }: Solved): void {
    const [p, q] = [scaled(problem.p), scaled(problem.q)];
    const moving = new Displacement(result.plan, problem.n);
    this.#scene = { n: problem.n, p, q, peaks: [largest(p), largest(q)], moving };
    this.#show();
  }

  #show(): void {
    const t = this.#player.at;
    write({ "images-t-value": decimal(t, 2) });
    if (!this.#scene) return;
    const { n, p, q, peaks, moving } = this.#scene;
    const full = (1 - t) * peaks[0] + t * peaks[1]; // fading has never more in a cell
    const fading = new Float64Array(4 * n * n);
    for (let k = 0; k < fading.length; k++) {
      const cell = ((k >> 1) % n) + n * Math.floor(k / (4 * n));
      fading[k] = (1 - t) * p[cell] + t * q[cell];
    }
    this.#moving.show(moving.at(t), moving.side, full);
    this.#fading.show(fading, 2 * n, full);
  }
}

function scaled(masses: Float64Array): Float64Array {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}
