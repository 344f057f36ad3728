/** Where the report stands, and the buttons that save it. */
import { element, write } from "../../page/elements";
import type { Compared } from "./worker";

export class ReportView {
  readonly #frame = element("data-report", HTMLIFrameElement);
  readonly #placeholder = element("data-placeholder", HTMLDivElement);
  readonly #progress = element("data-progress", HTMLDivElement);
  readonly #bar = element("data-bar", HTMLProgressElement);
  readonly #buttons = {
    html: element("data-save-html", HTMLButtonElement),
    json: element("data-save-json", HTMLButtonElement),
  };
  #shown: Compared | undefined;

  constructor() {
    this.#buttons.html.addEventListener("click", () => {
      if (this.#shown) save("drift.html", "text/html", this.#shown.html);
    });
    this.#buttons.json.addEventListener("click", () => {
      if (this.#shown) save("drift.json", "application/json", this.#shown.json);
    });
  }

  get showsReport(): boolean {
    return !this.#frame.hidden;
  }

  showReport(compared: Compared): void {
    this.#shown = compared;
    this.#frame.srcdoc = withinFrame(compared.html);
    this.#fill(this.#frame);
  }

  showProgress(step: string, share: number): void {
    write({ "data-step": step });
    this.#bar.value = share;
    this.#fill(this.#progress);
  }

  /** Says what will be there. */
  clear(): void {
    this.#fill(this.#placeholder);
  }

  /** There is room for one. */
  #fill(content: HTMLElement): void {
    for (const other of [this.#frame, this.#progress, this.#placeholder]) {
      other.hidden = other !== content;
    }
    for (const button of Object.values(this.#buttons)) button.disabled = content !== this.#frame;
  }
}

/**
 * The address of a document that comes by srcdoc is about:srcdoc, but its links are relative to the
 * page around it: "#c0" would load that page. Names in the report are escaped, so that only its own
 * links look like links.
 */
function withinFrame(html: string): string {
  return html.replaceAll('<a href="#', '<a href="about:srcdoc#');
}

function save(name: string, type: string, content: string): void {
  const href = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers read it only then
}
