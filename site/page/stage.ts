/** A canvas as sharp as the screen, drawn again when its size, the theme or what it shows changes. */
import { colours, onTheme, type Palette } from "./theme";

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** of the canvas, in CSS pixels, which are also the unit of the context */
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly #draw: (surface: Surface) => void;
  #frame = 0;

  /** `draw` draws everything, on a canvas that has been cleared, whose size is what CSS gives it. */
  constructor(canvas: HTMLCanvasElement, draw: (surface: Surface) => void) {
    this.canvas = canvas;
    this.#draw = draw;
    onPixels(canvas, () => this.redraw());
    onTheme(() => this.redraw());
  }

  /** Draws in the next frame, once however often it is asked for. */
  redraw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#now();
    });
  }

  /** Where a pointer is, in CSS pixels from the canvas' upper left corner. */
  place({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #now(): void {
    const { canvas } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const [w, h] = [width, height].map((length) => Math.round(length * devicePixelRatio));
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.setTransform(w / width, 0, 0, h / height, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#draw({ context, width, height, palette: colours() });
  }
}

/** Calls back when the canvas covers other pixels of the screen: its size has changed, or the zoom, or the screen. */
function onPixels(canvas: HTMLCanvasElement, changed: () => void): void {
  const observer = new ResizeObserver(changed);
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas); // Safari knows no such box
  }
}
