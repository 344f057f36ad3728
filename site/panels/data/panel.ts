/** Your data: two files, compared in a worker, and a report that stays on the page. */
import { element, write } from "../../page/elements";
import { compare } from "./comparison";
import { FileZone } from "./file-zone";
import { mountOptions, readOptions } from "./options";
import { ReportView } from "./report-view";
import { sampleFiles } from "./sample";

export function mount(): void {
  const start = element("data-compare", HTMLButtonElement);
  const cancel = element("data-cancel", HTMLButtonElement);
  const reference: FileZone = new FileZone("data-reference", changed, (files) =>
    dropped(files, reference),
  );
  const current: FileZone = new FileZone("data-current", changed, (files) =>
    dropped(files, current),
  );
  const view = new ReportView();
  let running: AbortController | undefined;

  /** A file is for the place it falls on; of two, the first is the reference. */
  function dropped(files: readonly File[], zone: FileZone): void {
    if (files.length === 1) zone.put(files[0]);
    else putBoth(files[0], files[1]);
    changed();
  }
  function putBoth(before: File, now: File): void {
    reference.put(before);
    current.put(now);
  }
  function stop(): void {
    running?.abort();
    if (document.activeElement === cancel) start.focus(); // a disabled button would lose it
    cancel.disabled = true;
  }
  /** There are other files: they are compared as soon as there are two. */
  function changed(): void {
    stop();
    start.disabled = !(reference.file && current.file);
    if (!start.disabled) return void run();
    view.clear();
    say(reference.file || current.file ? "One file more, please." : "");
  }

  async function run(): Promise<void> {
    if (!reference.file || !current.file) return;
    stop();
    const own = new AbortController();
    running = own;
    try {
      const files = { reference: reference.file, current: current.file };
      const request = { files, options: readOptions() };
      say("");
      view.showProgress("Reading", 0);
      cancel.disabled = false;
      const progress = (step: string, share: number) => view.showProgress(step, share);
      const compared = await compare(request, own.signal, progress);
      reference.showRows(compared.rows.reference);
      current.showRows(compared.rows.current);
      view.showReport(compared);
      say(compared.verdict);
    } catch (error) {
      if (own.signal.aborted) return;
      view.clear();
      say((error as Error).message, true);
    }
    stop();
  }

  function giveUp(): void {
    if (cancel.disabled) return;
    stop();
    view.clear();
    say("Cancelled.");
  }

  start.addEventListener("click", run);
  cancel.addEventListener("click", giveUp);
  document.addEventListener("keydown", ({ key, isComposing }) => {
    if (key === "Escape" && !isComposing) giveUp();
  });
  element("data-sample", HTMLButtonElement).addEventListener("click", () => {
    const sample = sampleFiles();
    putBoth(sample.reference, sample.current);
    changed();
  });
  mountOptions(() => {
    if (view.showsReport) say("Options have changed: press Compare.");
  });
}

/** The verdict, or what is wrong. */
function say(text: string, bad = false): void {
  write({ "data-status": text });
  element("data-status", HTMLElement).classList.toggle("bad", bad);
}
