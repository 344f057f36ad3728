/** Counts the frames that the page draws while something else is going on. */
export class Frames {
  readonly #began = performance.now();
  #ended: number | undefined;
  #first = this.#began;
  #last = this.#began;
  #handle = 0;
  #drawn = 0;
  #widest = 0;

  /** Begins to count; calls back at each frame. */
  constructor(each: (frames: Frames) => void) {
    const next = (now: number) => {
      this.#handle = requestAnimationFrame(next);
      if (this.#drawn++ === 0) this.#first = now;
      this.#widest = Math.max(this.#widest, now - this.#last);
      this.#last = now;
      each(this);
    };
    this.#handle = requestAnimationFrame(next);
  }

  stop(): void {
    cancelAnimationFrame(this.#handle);
    this.#ended = performance.now();
  }

  get milliseconds(): number {
    return (this.#ended ?? performance.now()) - this.#began;
  }

  /** over all of them; undefined if there was not yet a second one */
  get perSecond(): number | undefined {
    return this.#drawn < 2 ? undefined : (1000 * (this.#drawn - 1)) / (this.#last - this.#first);
  }

  /** the longest time without a frame, in milliseconds */
  get widest(): number {
    return this.#widest;
  }
}
