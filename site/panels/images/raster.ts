/** Numbers on a grid, drawn as so much ink on the paper of the page. */
import { Stage, type Surface } from "../../page/stage";
import type { Colour } from "../../page/theme";

export class Raster {
  readonly #stage: Stage;
  readonly #colour: Colour;
  readonly #smooth: boolean;
  #ink: OffscreenCanvas | undefined;

  /** `smooth` blends pixels into each other; they have edges otherwise */
  constructor(canvas: HTMLCanvasElement, colour: Colour, smooth = false) {
    this.#colour = colour;
    this.#smooth = smooth;
    this.#stage = new Stage(canvas, (surface) => this.#draw(surface));
  }

  /** Shows side × side values, row by row; `full` and what is above it is drawn with full ink. */
  show(values: ArrayLike<number>, side: number, full: number): void {
    const image = new ImageData(side, side);
    for (let k = 0; k < values.length; k++) image.data[4 * k + 3] = (255 * values[k]) / full;
    if (this.#ink?.width !== side) this.#ink = new OffscreenCanvas(side, side);
    this.#ink.getContext("2d")?.putImageData(image, 0, 0);
    this.#stage.redraw();
  }

  #draw({ context, width, height, palette }: Surface): void {
    if (!this.#ink) return;
    context.imageSmoothingEnabled = this.#smooth;
    context.drawImage(this.#ink, 0, 0, width, height);
    context.globalCompositeOperation = "source-in"; // the ink's alpha, in the page's colour
    context.fillStyle = palette[this.#colour];
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "source-over";
  }
}
