/** The panel's worker: files in, a report out. Nothing else loads the readers of CSV and Parquet. */
import { init } from "wasmstein";
import { type DriftReport, hasDrift, renderReport } from "wasmstein/drift";
import { type CompareOptions, compareFiles } from "./compare";
import { named } from "./named";
import { Unusable } from "./table";

export interface Request {
  readonly files: { readonly reference: File; readonly current: File };
  readonly options: CompareOptions;
}

export interface Compared {
  readonly verdict: string;
  readonly rows: { readonly reference: number; readonly current: number };
  readonly html: string;
  readonly json: string;
}

export type Answer =
  | { readonly step: string; readonly share: number }
  | { readonly compared: Compared }
  | { readonly failed: string };

const MOST_NAMES = 5;

/** Where WebAssembly is refused, the JavaScript kernels are waited for. */
const ready = init();

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  const answer = (message: Answer) => postMessage(message);
  try {
    await ready;
    const report = await compareFiles(data.files, data.options, (step, share) =>
      answer({ step, share }),
    );
    answer({ compared: shaped(report) });
  } catch (error) {
    answer({ failed: inWords(error) });
  }
});

function shaped(report: DriftReport): Compared {
  const { reference, current } = report;
  return {
    verdict: verdictOf(report),
    rows: { reference: reference.rows, current: current.rows },
    html: renderReport(report),
    json: inJson(report),
  };
}

function verdictOf({ columns }: DriftReport): string {
  const names = columns.filter(({ drifted }) => drifted).map(({ column }) => column);
  const all = columns.length === 1 ? "1 column" : `${columns.length} columns`;
  if (names.length === 0) return `No drift in ${all}.`;
  return `Drift in ${names.length} of ${all}: ${named(names, MOST_NAMES)}.`;
}

/** What JSON has no number for is the text "Infinity", as the command writes it. */
function inJson(report: DriftReport): string {
  const whole = { drifted: hasDrift(report), ...report };
  return `${JSON.stringify(whole, (_, value) => (value === Number.POSITIVE_INFINITY ? "Infinity" : value))}\n`;
}

function inWords(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  // The engines' own words for memory they do not get.
  if (error instanceof RangeError && /alloc|length|size|memory/i.test(error.message)) {
    return "These files need more memory than the browser gives this page; in a terminal: wasmstein drift";
  }
  return `The comparison has failed: ${(error as Error).message}`;
}
