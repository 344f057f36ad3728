/** How far the earth has come on its way from P to Q: a slider, and a button that moves it. */
import { sideways } from "./earth";

const DURATION = 3000; // ms

export class Journey {
  readonly #slider: HTMLInputElement;
  readonly #button: HTMLButtonElement;
  readonly #changed: () => void;
  #frame = 0;

  constructor(slider: HTMLInputElement, button: HTMLButtonElement, changed: () => void) {
    this.#slider = slider;
    this.#button = button;
    this.#changed = changed;
    slider.addEventListener("input", () => this.#stop());
    button.addEventListener("click", () => (this.#frame === 0 ? this.#start() : this.#stop()));
  }

  /** From 0 to 1. */
  get way(): number {
    return this.#slider.valueAsNumber;
  }

  /** Back to the heap. */
  reset(): void {
    this.#slider.valueAsNumber = 0;
    this.#stop();
  }

  #start(): void {
    const since = performance.now();
    const go = (now: number) => {
      const time = Math.max(0, Math.min(1, (now - since) / DURATION));
      this.#slider.valueAsNumber = sideways(time); // slow at both ends
      if (time === 1) return this.#stop();
      this.#frame = requestAnimationFrame(go);
      return this.#changed();
    };
    this.#frame = requestAnimationFrame(go);
    this.#button.textContent = "Stop";
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#button.textContent = "Move the earth";
    this.#changed();
  }
}
