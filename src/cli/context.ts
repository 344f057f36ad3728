/** What every command gets: progress, notes, and the signal to stop. */
export interface Context {
  /** aborted on Ctrl-C and on SIGTERM */
  readonly signal: AbortSignal;
  /** redraws the progress line at most every 100 ms, on a terminal only; undefined removes it */
  progress(line: (() => string) | undefined): void;
  /** a remark on stderr, unless --quiet */
  note(line: string): void;
}

const CLEAR = "\r\u001b[K";

export function createContext(signal: AbortSignal, quiet: boolean): Context {
  const shows = !quiet && process.stderr.isTTY === true;
  let drawn = false;
  let last = 0;
  return {
    signal,
    progress(line) {
      const now = performance.now();
      if (!shows || (line !== undefined && now - last < 100)) return;
      last = now;
      if (line !== undefined || drawn) process.stderr.write(CLEAR + (line?.() ?? ""));
      drawn = line !== undefined;
    },
    note(line) {
      if (quiet) return;
      process.stderr.write(`${drawn ? CLEAR : ""}${line}\n`);
      drawn = false;
    },
  };
}

/** A progress bar of twenty cells; without a total only the count. */
export function bar(done: number, total: number | undefined, unit: string): string {
  const count = `${done.toLocaleString("en")} ${unit}`;
  if (!total) return count;
  const cells = Math.min(20, Math.floor((20 * done) / total));
  const percent = Math.floor((100 * done) / total);
  return `${"█".repeat(cells)}${"░".repeat(20 - cells)} ${percent}% ${count}`;
}
