/** A slider from 0 to 1, and a button that plays it: from where it stands, or anew if that is the end. */

export interface PlayerOptions {
  slider: HTMLInputElement;
  button: HTMLButtonElement;
  /** from 0 to 1 */
  seconds: number;
  /** what the button is called while it plays; its own text otherwise */
  stop: string;
  /** the slider has another value */
  changed: () => void;
}

export class Player {
  readonly #options: PlayerOptions;
  readonly #play: string;
  #frame = 0; // 0 while nothing is played

  constructor(options: PlayerOptions) {
    const { slider, button } = options;
    this.#options = options;
    this.#play = button.textContent;
    slider.addEventListener("input", () => {
      this.#stop();
      this.#show(this.at);
    });
    button.addEventListener("click", () => (this.#frame === 0 ? this.#start() : this.#stop()));
  }

  /** From 0 to 1. */
  get at(): number {
    return this.#options.slider.valueAsNumber;
  }

  /** Back to the beginning. */
  reset(): void {
    this.#stop();
    this.#show(0);
  }

  #start(): void {
    const { button, seconds, stop } = this.#options;
    const from = this.at % 1;
    let began: number | undefined; // frames carry the time when they began, which may be before the click
    const next = (now: number) => {
      began ??= now;
      const at = Math.min(from + (now - began) / (1000 * seconds), 1);
      this.#frame = requestAnimationFrame(next);
      if (at === 1) this.#stop();
      this.#show(at);
    };
    this.#frame = requestAnimationFrame(next);
    button.textContent = stop;
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#options.button.textContent = this.#play;
  }

  #show(at: number): void {
    const { slider, changed } = this.#options;
    slider.valueAsNumber = at;
    slider.ariaValueText = `${Math.round(100 * at)} %`;
    changed();
  }
}
