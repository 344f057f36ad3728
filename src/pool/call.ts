/** One call of a pool's method: the parts it falls into, and the promise of them all. */
import type { PoolFunction } from "./message";

/** What one worker computes at a time. */
export interface Part {
  /** the arguments, made when a worker is free for them, so that few are copied at a time */
  payload(): Payload;
  /** takes the result; answers what to tell of progress */
  done(result: unknown): unknown;
}

export interface Payload {
  readonly args: readonly unknown[];
  /** buffers to move, not to copy */
  readonly transfer: readonly ArrayBuffer[];
}

export interface Work {
  readonly fn: PoolFunction;
  /** in the order in which they are handed out */
  readonly parts: Iterable<Part>;
  /** a part may take any time, so that nothing is to wait behind it */
  readonly long: boolean;
  /** the inputs are the caller's own buffers, moved: there is no second try. Only where it is long */
  readonly moved: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: never) => void) | undefined;
  /** what to reject with instead, if the worker's error can be made better */
  explain?(error: Error): void;
}

export class Call {
  readonly promise: Promise<void>;
  /** settled: whatever still comes of it is ignored */
  isSettled = false;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;
  #parts: Iterator<Part>;
  #retries: Part[] = []; // of workers that died
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

  /** The next part; only while there is one. */
  take(): Part {
    const part = this.#next as Part;
    this.#next = this.#draw();
    this.#handedOut++;
    return part;
  }

  /** A part that was taken, and not done. */
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

  /** What onProgress throws ends the call. */
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
