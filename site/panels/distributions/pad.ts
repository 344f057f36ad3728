/**
 * The half of the picture where one histogram is drawn or moved, by pointer or keyboard. To assistive
 * technology it is an upright slider for the height of one bin, which the keys left and right choose.
 */
import type { Histogram } from "./histogram";

export interface PadOptions {
  /** bars grow from the lower edge up, or from the upper edge down */
  grows: "up" | "down";
  pointer: () => "draw" | "move";
  /** the histogram, the caret, or whether it is shown has changed */
  changed: () => void;
}

const STEP = 0.05; // of a height, by one key
const LEAP = 0.25;

export class Pad {
  readonly #host: HTMLElement;
  readonly #options: PadOptions;
  #histogram: Histogram;
  #bin: number;
  #hovered = false;
  #pointer: number | undefined; // that draws or moves, until it is lifted
  #last: { bin: number; height: number } | undefined; // of the stroke
  #grip: number | undefined; // the bin by which the histogram is held

  constructor(host: HTMLElement, histogram: Histogram, options: PadOptions) {
    this.#host = host;
    this.#options = options;
    this.#histogram = histogram;
    this.#bin = histogram.bins >> 1;
    host.addEventListener("pointerdown", (event) => this.#press(event));
    host.addEventListener("pointermove", (event) => this.#drag(event));
    host.addEventListener("lostpointercapture", (event) => this.#release(event));
    host.addEventListener("pointerleave", (event) => this.#leave(event));
    host.addEventListener("keydown", (event) => this.#key(event));
    for (const turn of ["focus", "blur"]) host.addEventListener(turn, options.changed);
  }

  get histogram(): Histogram {
    return this.#histogram;
  }

  set histogram(histogram: Histogram) {
    this.#histogram = histogram;
    this.#bin = Math.min(this.#bin, histogram.bins - 1);
    this.#options.changed();
  }

  /** The bin that is pointed at, or has been chosen by keys. */
  get caret(): number | undefined {
    return this.#hovered || this.#host.matches(":focus-visible") ? this.#bin : undefined;
  }

  /** Tells assistive technology what is there. */
  describe(text: string): void {
    this.#host.setAttribute("aria-valuenow", String(this.height));
    this.#host.setAttribute("aria-valuetext", text);
  }

  /** The bin that was pointed at last. */
  get bin(): number {
    return this.#bin;
  }

  /** Of its bar, from 0 to 100. */
  get height(): number {
    return Math.round(100 * this.#histogram.heights[this.#bin]);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || this.#pointer !== undefined) return;
    this.#host.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    const at = this.#place(event);
    if (this.#options.pointer() === "move") this.#grip = at.bin;
    else this.#stroke(at);
    this.#host.classList.toggle("held", this.#grip !== undefined);
  }

  #drag(event: PointerEvent): void {
    if (this.#isAnother(event)) return;
    const at = this.#place(event);
    this.#bin = at.bin;
    if (this.#last !== undefined) this.#stroke(at);
    if (this.#grip !== undefined) this.#grip += this.#histogram.move(at.bin - this.#grip);
    this.#hover(true);
  }

  /** However a press has ended: a captured pointer is let go of when it is lifted, or taken away. */
  #release(event: PointerEvent): void {
    if (this.#isAnother(event)) return;
    this.#pointer = this.#last = this.#grip = undefined;
    this.#host.classList.remove("held");
  }

  #leave(event: PointerEvent): void {
    if (!this.#isAnother(event)) this.#hover(false);
  }

  /** A second finger is ignored, as no stroke can go to both. */
  #isAnother({ pointerId }: PointerEvent): boolean {
    return this.#pointer !== undefined && this.#pointer !== pointerId;
  }

  #hover(hovered: boolean): void {
    this.#hovered = hovered;
    this.#options.changed();
  }

  /** Sets all heights between the last point of the stroke and this one. */
  #stroke(at: { bin: number; height: number }): void {
    const last = this.#last ?? at;
    const steps = Math.max(1, Math.abs(at.bin - last.bin));
    for (let k = 1; k <= steps; k++) {
      const share = k / steps;
      const bin = last.bin + Math.round((at.bin - last.bin) * share);
      this.#histogram.set(bin, last.height + (at.height - last.height) * share);
    }
    this.#last = at;
    this.#bin = at.bin;
    this.#options.changed();
  }

  /** The bin and the height under a pointer, which may have left the pad. */
  #place({ clientX, clientY }: PointerEvent): { bin: number; height: number } {
    const { left, top, width, height } = this.#host.getBoundingClientRect();
    const { bins } = this.#histogram;
    const bin = Math.floor((bins * (clientX - left)) / width);
    const down = (clientY - top) / height;
    return {
      bin: Math.max(0, Math.min(bins - 1, bin)),
      height: Math.max(0, Math.min(1, this.#options.grows === "up" ? 1 - down : down)),
    };
  }

  #key(event: KeyboardEvent): void {
    const action = this.#action(event);
    if (action === undefined) return;
    event.preventDefault();
    action();
    this.#options.changed();
  }

  #action({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined {
    if (altKey || ctrlKey || metaKey) return undefined;
    const sideways = (step: number) => () => {
      const bin = this.#bin + (shiftKey ? this.#histogram.move(step) : step);
      if (bin >= 0 && bin < this.#histogram.bins) this.#bin = bin;
    };
    const raise = (by: number) => () => {
      const height = this.#histogram.heights[this.#bin] + by;
      this.#histogram.set(this.#bin, height);
    };
    const actions: Record<string, () => void> = {
      ArrowLeft: sideways(-1),
      ArrowRight: sideways(1),
      ArrowUp: raise(STEP),
      ArrowDown: raise(-STEP),
      PageUp: raise(LEAP),
      PageDown: raise(-LEAP),
      Home: raise(-1),
      End: raise(1),
    };
    return actions[key];
  }
}
