/** A place for a file: a native input, which a dropped file goes into as if it had been chosen. */
import { element, write } from "../../page/elements";
import { count } from "../../page/figures";

export class FileZone {
  readonly #id: string;
  readonly #input: HTMLInputElement;
  #file: File | undefined;

  /** Tells when another file has been chosen, and what has been dropped. */
  constructor(id: string, chosen: () => void, dropped: (files: readonly File[]) => void) {
    this.#id = id;
    this.#input = element(id, HTMLInputElement);
    // An input that is empty tells of any file that is chosen, of the one it had as well.
    this.#input.addEventListener("click", () => {
      this.#input.value = "";
    });
    this.#input.addEventListener("cancel", () => {
      if (this.#file) this.put(this.#file);
    });
    this.#input.addEventListener("change", () => {
      this.#keep(this.#input.files?.[0]);
      chosen();
    });
    const zone = element(`${id}-zone`, HTMLDivElement);
    zone.addEventListener("dragover", (event) => {
      if (!event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      zone.classList.add("over");
    });
    zone.addEventListener("dragleave", (event) => {
      if (!zone.contains(event.relatedTarget as Node | null)) zone.classList.remove("over");
    });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) dropped(files);
    });
  }

  get file(): File | undefined {
    return this.#file;
  }

  put(file: File): void {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    this.#input.files = transfer.files;
    this.#keep(file);
  }

  /** The input shows the name. */
  #keep(file: File | undefined): void {
    this.#file = file;
    this.#say(file ? size(file.size) : "or drop it here, or both");
  }

  showRows(rows: number): void {
    const { file } = this;
    const counted = rows === 1 ? "1 row" : `${count(rows)} rows`;
    if (file) this.#say(`${counted}, ${size(file.size)}`);
  }

  #say(text: string): void {
    write({ [`${this.#id}-about`]: text });
  }
}

/** 512 bytes, 38 kB, 12.3 MB */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
