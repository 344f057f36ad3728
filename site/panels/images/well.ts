/** A place for a picture: one of the page's, or a file that is chosen, dropped or pasted. */
import { chosen, element, onChoice } from "../../page/elements";
import { readPicture } from "./file";
import { type Ink, largest, massesOf, type Picture } from "./masses";
import { drawn, type PictureName } from "./pictures";
import { Raster } from "./raster";

const HINT = "Or drop one here, or paste it.";

/** What a well holds: of a picture, this ink. */
interface Content {
  readonly picture: Picture;
  readonly ink: Ink;
  /** to be said of it */
  readonly words: string;
}

export class Well {
  readonly #side: "p" | "q";
  readonly #changed: () => void;
  readonly #place: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #input: HTMLInputElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #raster: Raster;
  #content: Content;
  #own: Content | undefined; // the last file's, with the ink that it had last
  #reading: File | undefined; // the file that was asked for last, until it is read

  /** Takes the picture and the ink that the page's controls say; calls back when there are others. */
  constructor(side: "p" | "q", changed: () => void) {
    this.#side = side;
    this.#changed = changed;
    this.#place = element(`images-${side}`, HTMLElement);
    this.#select = element(`images-${side}-picture`, HTMLSelectElement);
    this.#input = element(`images-${side}-file`, HTMLInputElement);
    this.#canvas = element(`images-${side}-canvas`, HTMLCanvasElement);
    this.#raster = new Raster(this.#canvas, side);
    // who comes back to the page finds the old choices, but not the file
    if (this.#select.value === "own") this.#select.value = defaultOf(this.#select);
    this.#content = { ...builtIn(this.#select.value), ink: chosen(`images-${side}-ink`) as Ink };
    this.#listen();
  }

  /** The picture's masses on n × n cells, which it shows from now on. */
  massesOn(n: number): Float64Array {
    const { picture, ink } = this.#content;
    const masses = massesOf(picture, ink, n);
    this.#raster.show(masses, n, largest(masses));
    const label = `${this.#side.toUpperCase()}: ${picture.name}, as ${n} × ${n} masses`;
    this.#canvas.setAttribute("aria-label", label);
    return masses;
  }

  matches(selector: string): boolean {
    return this.#place.matches(selector);
  }

  /** Takes the file's picture if it has one with mass, and says so; says why not otherwise. */
  async take(file: File): Promise<void> {
    this.#reading = file;
    if (this.#input.files?.[0] !== file) this.#input.value = ""; // it shall not name another file
    this.#say("Reading the picture …");
    try {
      const { picture, size } = await readPicture(file);
      if (this.#reading !== file) return;
      this.#adopt({ picture, ink: this.#content.ink, words: `${picture.name}: ${size}.` });
      this.#keepOwn();
    } catch (fault) {
      if (this.#reading === file) this.#refuse(fault);
    }
  }

  #listen(): void {
    this.#select.addEventListener("change", () => {
      this.#reading = undefined;
      this.#input.value = "";
      const own = this.#select.value === "own" ? this.#own : undefined;
      this.#adopt(own ?? builtIn(this.#select.value));
      this.#check();
    });
    this.#input.addEventListener("click", () => {
      this.#input.value = ""; // the same file, chosen again, may have changed
    });
    this.#input.addEventListener("change", () => {
      const [file] = this.#input.files ?? [];
      if (file) this.take(file);
    });
    onChoice(`images-${this.#side}-ink`, (ink) => {
      try {
        this.#adopt({ ...this.#content, ink: ink as Ink });
      } catch (fault) {
        this.#check();
        this.#refuse(fault);
      }
    });
    this.#place.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.#place.classList.add("open");
    });
    this.#place.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!this.#place.contains(relatedTarget as Node | null)) this.#place.classList.remove("open");
    });
    this.#place.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#place.classList.remove("open");
      const [file] = event.dataTransfer?.files ?? [];
      if (file) this.take(file);
      else this.#refuse(new Error("What was dropped is no file."));
    });
  }

  /** @throws Error, in words for the user, for a picture without mass */
  #adopt(content: Content): void {
    const { picture, ink } = content;
    if (largest(picture[ink]) === 0) {
      const other = largest(picture[ink === "dark" ? "light" : "dark"]);
      throw new Error(
        other === 0
          ? `${picture.name} is transparent all over: it has no mass.`
          : `${picture.name} has no ${ink} ink, so no mass.`,
      );
    }
    this.#content = content;
    if (picture === this.#own?.picture) this.#own = content;
    this.#say(content.words);
    this.#changed();
  }

  /** What has just been adopted is the visitor's own, and can be chosen again. */
  #keepOwn(): void {
    this.#own = this.#content;
    for (const option of this.#select.options) option.hidden = option.disabled = false;
    this.#select.value = "own";
  }

  /** Marks the ink that is in use. */
  #check(): void {
    element(`images-${this.#side}-ink-${this.#content.ink}`, HTMLInputElement).checked = true;
  }

  #refuse(fault: unknown): void {
    this.#input.value = "";
    this.#say(`${(fault as Error).message} The picture stays as it was.`, true);
  }

  #say(words: string, bad = false): void {
    const place = element(`images-${this.#side}-status`, HTMLElement);
    place.textContent = words;
    place.classList.toggle("bad", bad);
  }
}

function builtIn(name: string): Content {
  return { picture: drawn(name as PictureName), ink: "dark", words: HINT };
}

/** The option that is selected before anybody has chosen. */
function defaultOf({ options }: HTMLSelectElement): string {
  return Array.from(options).find(({ defaultSelected }) => defaultSelected)?.value ?? "";
}
