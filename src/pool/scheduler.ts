/**
 * Gives the parts of calls to the workers of a pool. Calls are served in order. A worker holds the part it
 * computes and, unless that one may take long, the next. If a worker crashes, its part is retried once,
 * on another worker.
 */
import type { EngineName } from "../engine/engine";
import { EngineError } from "../index";
import type { Call, Part } from "./call";
import { isReply, type PoolFunction, type Request, unpack } from "./message";
import { type Listener, open, type Port, type WorkerSource } from "./platform";
import { Signals } from "./signals";

/** Parts that a worker holds: the one it computes and the next. */
const DEPTH = 2;

interface Job {
  readonly call: Call;
  readonly part: Part;
}

interface PoolWorker {
  readonly port: Port;
  readonly jobs: Job[]; // the worker computes the first
  /** whether jobs[0] has started; true for a new worker, whose crash always counts as a failure */
  begun: boolean;
}

export interface SchedulerOptions {
  readonly size: number;
  readonly worker: WorkerSource | undefined;
  readonly engine: EngineName | "auto";
  readonly maxQueue: number;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #workers = new Set<PoolWorker>();
  readonly #calls = new Set<Call>(); // not settled, in order
  readonly #tried = new WeakSet<Part>(); // a worker has crashed on them
  readonly #signals = new Signals();
  #closed = false;
  #isScheduled = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** how many calls are not settled */
  get waiting(): number {
    return this.#calls.size;
  }

  /** Throws if no further call is accepted. */
  requireCapacity(fn: PoolFunction, signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error(`${fn}: the pool is closed`);
    if (this.#calls.size >= this.#options.maxQueue) {
      throw new RangeError(
        `${fn}: ${this.#calls.size} calls are waiting, expected fewer than maxQueue = ${this.#options.maxQueue}; wait for some of them`,
      );
    }
  }

  /** Runs the call. Check with requireCapacity first. */
  async run(call: Call): Promise<void> {
    if (!call.hasParts) return;
    this.#signals.watch(call);
    this.#calls.add(call);
    this.#scheduleSoon();
    try {
      await call.promise;
    } finally {
      this.#signals.unwatch(call);
      this.#calls.delete(call);
      this.#scheduleSoon();
    }
  }

  /** Accepts no more calls, waits for those accepted, and stops the workers. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#calls].map((call) => call.promise));
    for (const worker of this.#workers) this.#stopWorker(worker);
  }

  /** Deferred to a microtask, so calls aborted in the same tick never start. */
  #scheduleSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#schedule();
    });
  }

  /** Stops workers whose call is settled, and gives parts to all workers that can take some. */
  #schedule(): void {
    for (const worker of this.#workers) {
      if (worker.jobs[0]?.call.isSettled) this.#stopWorker(worker);
    }
    this.#handOut();
    for (const { port, jobs } of this.#workers) port.hold(jobs.length > 0);
  }

  #handOut(): void {
    for (const call of this.#calls) {
      while (call.hasParts) {
        if (!this.#assign(call)) return;
      }
    }
  }

  /** The least busy worker; a new one if all are busy; undefined if all hold as many parts as they may. */
  #workerFor(call: Call): PoolWorker | undefined {
    let least: PoolWorker | undefined;
    for (const worker of this.#workers) {
      if (!least || worker.jobs.length < least.jobs.length) least = worker;
    }
    if (least?.jobs.length === 0) return least;
    if (this.#workers.size < this.#options.size) return this.#startWorker(call.work.fn);
    const shares = !call.work.long && !least?.jobs[0].call.work.long;
    return least && shares && least.jobs.length < DEPTH ? least : undefined;
  }

  #startWorker(fn: PoolFunction): PoolWorker {
    const port = this.#open(fn, {
      message: (data) => this.#receive(worker, data),
      death: (cause) => this.#workerDied(worker, cause),
    });
    const worker: PoolWorker = { port, jobs: [], begun: true };
    this.#workers.add(worker);
    return worker;
  }

  #open(fn: PoolFunction, listener: Listener): Port {
    try {
      return open(this.#options.worker, listener);
    } catch (cause) {
      const remedy = "serve a copy of wasmstein/worker and give its address as worker";
      throw new EngineError(
        `${fn}: a worker cannot be started, ${remedy}: ${(cause as Error).message}`,
        { cause },
      );
    }
  }

  /** Gives the call's next part to a worker; false if no worker can take it. */
  #assign(call: Call): boolean {
    const { fn, onProgress } = call.work;
    try {
      const worker = this.#workerFor(call);
      if (!worker) return false;
      const part = call.take();
      const { args, transfer } = part.payload();
      const progress = onProgress !== undefined;
      const request: Request = { fn, args, engine: this.#options.engine, progress };
      worker.port.post(request, transfer);
      worker.jobs.push({ call, part });
    } catch (error) {
      call.reject(error);
    }
    return true;
  }

  #receive(worker: PoolWorker, reply: unknown): void {
    if (!isReply(reply) || worker.jobs.length === 0) {
      worker.begun = true;
      this.#workerDied(worker, new Error("it does not answer as wasmstein/worker does"));
      return;
    }
    const { call, part } = worker.jobs[0];
    worker.begun = reply.kind === "begun" || reply.kind === "progress";
    if (reply.kind === "begun") return;
    if (reply.kind === "progress") {
      call.reportProgress(reply.progress);
    } else {
      worker.jobs.shift();
      if (reply.kind === "result") call.finish(part, reply.result);
      else call.fail(unpack(reply.error));
    }
    this.#scheduleSoon();
  }

  /** A worker crashed. If its first part had started, that part is retried or fails. */
  #workerDied(worker: PoolWorker, cause: unknown): void {
    if (worker.jobs.length > 0 && worker.begun) this.#retryOrFail(worker.jobs[0], cause);
    this.#stopWorker(worker);
    this.#scheduleSoon();
  }

  #retryOrFail({ call, part }: Job, cause: unknown): void {
    const { fn, moved } = call.work;
    const again = !moved && !this.#tried.has(part);
    this.#tried.add(part);
    if (again) return;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const why = moved
      ? "; its inputs were transferred, so it cannot be retried"
      : " twice on the same work";
    call.reject(new EngineError(`${fn}: the worker crashed${why}: ${reason}`, { cause }));
  }

  /** Stops a worker. Its parts return to their calls, unless these are settled. */
  #stopWorker(worker: PoolWorker): void {
    this.#workers.delete(worker);
    worker.port.stop();
    for (const { call, part } of worker.jobs.splice(0).reverse()) {
      if (!call.isSettled) call.putBack(part);
    }
  }
}
