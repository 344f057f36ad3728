/** The signals of running calls, with one listener per signal: Node warns of a leak if it has many. */
import type { Call } from "./call";

interface Watch {
  readonly calls: Set<Call>;
  readonly abort: () => void;
}

export class Signals {
  readonly #watches = new Map<AbortSignal, Watch>();

  /** Rejects the call when its signal is aborted; ends with unwatch. */
  watch(call: Call): void {
    const { signal } = call.work;
    if (signal) this.#watchOf(signal).calls.add(call);
  }

  unwatch(call: Call): void {
    const { signal } = call.work;
    if (!signal) return;
    const { calls, abort } = this.#watchOf(signal);
    calls.delete(call);
    if (calls.size > 0) return;
    signal.removeEventListener("abort", abort);
    this.#watches.delete(signal);
  }

  #watchOf(signal: AbortSignal): Watch {
    const known = this.#watches.get(signal);
    if (known) return known;
    const calls = new Set<Call>();
    const abort = () => {
      for (const call of calls) call.reject(signal.reason);
    };
    signal.addEventListener("abort", abort);
    const watch = { calls, abort };
    this.#watches.set(signal, watch);
    return watch;
  }
}
