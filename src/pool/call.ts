/** One call of a method of the pool: its parts, and the promise that all of them are done. */
import type { PoolFunction } from "./message";

/** The work that one worker gets at a time. */
export interface Part {
  /** makes the arguments, when a worker is free: few copies exist at a time */
  payload(): Payload;
  /** takes the result; returns the progress to report, if any */
  done(result: unknown): unknown;
}

export interface Payload {
  readonly args: readonly unknown[];
  /** buffers to transfer instead of copying them */
  readonly transfer: readonly ArrayBuffer[];
}

export interface Work {
  readonly fn: PoolFunction;
  /** in the order in which workers get them */
  readonly parts: Iterable<Part>;
  /** a part may take any time: no other part is queued behind it on the same worker */
  readonly long: boolean;
  /** inputs were transferred, so a crash cannot be retried; only for `long` calls */
  readonly moved: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: never) => void) | undefined;
  /** may throw a better error than the worker's */
  explain?(error: Error): void;
}

export class Call {
  readonly promise: Promise<void>;
  /** resolved or rejected: later replies are ignored */
  isSettled = false;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;
  #parts: Iterator<Part>;
  #retries: Part[] = []; // parts of workers that crashed
  #next: Part | undefined;
  #handedOut = 0;

  constructor(readonly work: Work) {
    this.#parts = work.parts[Symbol.iterator]();
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#next = this.#draw();
  }

  get hasParts(): boolean {
    return !this.isSettled && this.#next !== undefined;
  }

  /** Takes the next part; only while hasParts. */
  take(): Part {
    const part = this.#next as Part;
    this.#next = this.#draw();
    this.#handedOut++;
    return part;
  }

  /** Returns a part that was taken and is not done. */
  putBack(part: Part): void {
    this.#handedOut--;
    if (this.#next) this.#retries.push(this.#next);
    this.#next = part;
  }

  finish(part: Part, result: unknown): void {
    if (this.isSettled) return;
    this.#handedOut--;
    this.reportProgress(part.done(result));
    if (!this.isSettled && this.#handedOut === 0 && !this.hasParts) this.#settle(this.#resolve);
  }

  /** An error thrown by onProgress rejects the call. */
  reportProgress(progress: unknown): void {
    try {
      if (!this.isSettled && progress !== undefined) this.work.onProgress?.(progress as never);
    } catch (error) {
      this.reject(error);
    }
  }

  fail(error: Error): void {
    try {
      this.work.explain?.(error);
      this.reject(error);
    } catch (better) {
      this.reject(better);
    }
  }

  reject(error: unknown): void {
    this.#settle(() => this.#reject(error));
  }

  #settle(how: () => void): void {
    if (this.isSettled) return;
    this.isSettled = true;
    how();
  }

  #draw(): Part | undefined {
    const part = this.#retries.pop();
    if (part) return part;
    const { done, value } = this.#parts.next();
    return done ? undefined : value;
  }
}
