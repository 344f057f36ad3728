/** Images: the distance of two pictures, its proof, and the way from one to the other. */
import { type EngineName, engine } from "wasmstein";
import { chosen, element, onChoice } from "../../page/elements";
import { duration } from "../../page/figures";
import { Film } from "./film";
import { writeEngines, writeLive, writeNothing, writeSolved } from "./results";
import { type Problem, type Solved, solve } from "./solve";
import { Well } from "./well";

const ENGINES = { wasm: "WebAssembly", js: "JavaScript" } satisfies Record<EngineName, string>;
const AT_ONCE = 64; // cells to a side that are computed without being asked

/** Comes alive shortly before it is seen: the page opens without waiting for its pictures. */
export function mount(): void {
  element(`images-engine-${engine().name}`, HTMLInputElement).checked = true;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1)?.isIntersecting) return; // the last is of now
      near.disconnect();
      new ImagesPanel().open();
    },
    { rootMargin: "50%" },
  );
  near.observe(element("images", HTMLElement));
}

class ImagesPanel {
  readonly #compute = element("images-compute", HTMLButtonElement);
  readonly #cancel = element("images-cancel", HTMLButtonElement);
  readonly #progress = element("images-progress", HTMLProgressElement);
  readonly #status = element("images-status", HTMLElement);
  readonly #numbers = element("images-numbers", HTMLElement);
  readonly #filmed = element("images-film", HTMLElement);
  readonly #wells = (["p", "q"] as const).map((side) => new Well(side, () => this.#change()));
  readonly #film = new Film();
  #problem = this.#asked(); // by the page's controls
  readonly #runs = new Map<EngineName, Solved>(); // the last of each engine, on the present problem
  #shown: Solved | undefined;
  #running: AbortController | undefined;
  #began = 0;

  constructor() {
    this.#compute.addEventListener("click", () => this.#run());
    this.#cancel.addEventListener("click", () => this.#giveUp());
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#giveUp();
    });
    onChoice("images-n", () => this.#change());
    onChoice("images-metric", () => this.#change());
    onChoice("images-engine", () => this.#rerun());
    document.addEventListener("paste", ({ clipboardData }) => {
      const [file] = clipboardData?.files ?? [];
      if (file) this.#pointedAt()?.take(file);
    });
  }

  /** Shows the pictures that the controls say, and computes them. */
  open(): void {
    this.#rerun();
  }

  /** The well that a paste is meant for: the pointer is over it, or else it has the focus. */
  #pointedAt(): Well | undefined {
    const first = (selector: string) => this.#wells.find((well) => well.matches(selector));
    return first(":hover") ?? first(":focus-within");
  }

  #asked(): Problem {
    const n = Number(chosen("images-n"));
    const [p, q] = this.#wells.map((well) => well.massesOn(n));
    return { n, metric: chosen("images-metric") as Problem["metric"], p, q };
  }

  #change(): void {
    this.#problem = this.#asked();
    this.#runs.clear();
    this.#rerun();
  }

  /** Computes again where that takes no time; asks for the button elsewhere. */
  #rerun(): void {
    this.#stop();
    if (this.#problem.n <= AT_ONCE) this.#run();
    else this.#say(`Press Compute: 128² waits for it.${this.#caveat}`);
  }

  async #run(): Promise<void> {
    this.#stop();
    const running = new AbortController();
    const { signal } = running;
    const problem = this.#problem;
    const name = chosen("images-engine") as EngineName;
    this.#start(running);
    this.#say(`Solving on ${ENGINES[name]} …`);
    try {
      const solved = await solve(problem, name, { signal, each: writeLive });
      if (signal.aborted) return;
      this.#runs.set(name, solved);
      this.#shown = solved;
      this.#film.load(solved);
      this.#rest();
      this.#say(`Solved on ${ENGINES[name]} in ${duration(solved.milliseconds)}.`);
    } catch (fault) {
      if (signal.aborted) return; // who stopped it has said so
      this.#rest();
      this.#say((fault as Error).message, true);
    }
  }

  /** Cancels what is under way, if anything is, and says so. */
  #giveUp(): void {
    if (!this.#running) return;
    this.#stop();
    this.#say(`Cancelled after ${duration(performance.now() - this.#began)}.${this.#caveat}`);
  }

  #stop(): void {
    this.#running?.abort();
    this.#rest();
  }

  #start(running: AbortController): void {
    this.#running = running;
    this.#began = performance.now();
    this.#cancel.disabled = false;
    this.#progress.removeAttribute("value"); // under way, at an unknown share
    this.#numbers.classList.remove("stale");
    writeNothing("under way", this.#problem);
  }

  /** Nothing is under way: the last results stand, marked if they are of other pictures. */
  #rest(): void {
    const shown = this.#shown;
    this.#running = undefined;
    if (document.activeElement === this.#cancel) this.#compute.focus();
    this.#cancel.disabled = true;
    this.#progress.value = 0;
    if (shown) writeSolved(shown);
    else writeNothing("…", this.#problem);
    writeEngines(this.#runs);
    for (const place of [this.#numbers, this.#filmed]) {
      place.classList.toggle("stale", this.#isStale);
    }
  }

  /** Whether the results that are shown are not those of the present pictures and choices. */
  get #isStale(): boolean {
    return this.#shown !== undefined && this.#shown.problem !== this.#problem;
  }

  get #caveat(): string {
    return this.#isStale ? " The results below are those of before." : "";
  }

  #say(words: string, bad = false): void {
    this.#status.textContent = words;
    this.#status.classList.toggle("bad", bad);
  }
}
