/**
 * The workers of a pool, and the calls that wait for them. Calls are served in order, each worker with
 * one part at hand and, unless that may take long, one to go on with. A part of a worker that died is
 * done once more by another.
 */
import type { EngineName } from "../engine/engine";
import { EngineError } from "../index";
import type { Call, Part } from "./call";
import { isReply, type Request, type Task, unpack } from "./message";
import { type Listener, open, type Port, type WorkerSource } from "./platform";
import { Signals } from "./signals";

/** Parts that a worker holds: the one it computes, and the next. */
const DEPTH = 2;

interface Job {
  readonly call: Call;
  readonly part: Part;
}

interface Member {
  readonly port: Port;
  readonly jobs: Job[]; // the first is under way
  /** whether it has been seen to begin its first job; a new one is to blame for whatever it dies of */
  begun: boolean;
}

export interface CrewOptions {
  readonly size: number;
  readonly worker: WorkerSource | undefined;
  readonly engine: EngineName | "auto";
  readonly maxQueue: number;
}

export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Set<Member>();
  readonly #calls = new Set<Call>(); // that are not settled, in order
  readonly #tried = new WeakSet<Part>(); // a worker died over them
  readonly #signals = new Signals();
  #closed = false;
  #toStaff = false;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** calls that are not settled */
  get waiting(): number {
    return this.#calls.size;
  }

  /** Throws if it cannot run one more call. */
  requireRoom(task: Task, signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error(`${task}: the pool is closed`);
    if (this.#calls.size >= this.#options.maxQueue) {
      throw new RangeError(
        `${task}: ${this.#calls.size} calls are waiting, expected fewer than maxQueue = ${this.#options.maxQueue}; wait for some of them`,
      );
    }
  }

  /** Only after requireRoom. */
  async run(call: Call): Promise<void> {
    if (!call.hasParts) return;
    this.#signals.watch(call);
    this.#calls.add(call);
    this.#staffSoon();
    try {
      await call.promise;
    } finally {
      this.#signals.letGo(call);
      this.#calls.delete(call);
      this.#staffSoon();
    }
  }

  /** Takes no more calls, waits for those there are, and ends the workers. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#calls].map((call) => call.promise));
    for (const member of this.#members) this.#dismiss(member);
  }

  /** In one go after all that happens at a time: of calls that are aborted together none is begun. */
  #staffSoon(): void {
    if (this.#toStaff) return;
    this.#toStaff = true;
    queueMicrotask(() => {
      this.#toStaff = false;
      this.#staff();
    });
  }

  /** Stops what nobody waits for any more, and hands out as much as workers may hold. */
  #staff(): void {
    for (const member of this.#members) {
      if (member.jobs[0]?.call.over) this.#dismiss(member);
    }
    this.#handOut();
    for (const { port, jobs } of this.#members) port.hold(jobs.length > 0);
  }

  #handOut(): void {
    for (const call of this.#calls) {
      while (call.hasParts) {
        if (!this.#assign(call)) return;
      }
    }
  }

  /** The least busy worker, a new one if all have work, none if all have enough. */
  #memberFor(call: Call): Member | undefined {
    let least: Member | undefined;
    for (const member of this.#members) {
      if (!least || member.jobs.length < least.jobs.length) least = member;
    }
    if (least?.jobs.length === 0) return least;
    if (this.#members.size < this.#options.size) return this.#recruit(call.work.task);
    const shares = !call.work.long && !least?.jobs[0].call.work.long;
    return least && shares && least.jobs.length < DEPTH ? least : undefined;
  }

  #recruit(task: Task): Member {
    const port = this.#open(task, {
      message: (data) => this.#receive(member, data),
      death: (cause) => this.#bury(member, cause),
    });
    const member: Member = { port, jobs: [], begun: true };
    this.#members.add(member);
    return member;
  }

  #open(task: Task, listener: Listener): Port {
    try {
      return open(this.#options.worker, listener);
    } catch (cause) {
      const remedy = "serve a copy of wasmstein/worker and give its address as worker";
      throw new EngineError(
        `${task}: a worker cannot be started, ${remedy}: ${(cause as Error).message}`,
        { cause },
      );
    }
  }

  /** Gives the call's next part to a worker; false if none has room. */
  #assign(call: Call): boolean {
    const { task, onProgress } = call.work;
    try {
      const member = this.#memberFor(call);
      if (!member) return false;
      const part = call.take();
      const { args, transfer } = part.payload();
      const progress = onProgress !== undefined;
      const request: Request = { task, args, engine: this.#options.engine, progress };
      member.port.post(request, transfer);
      member.jobs.push({ call, part });
    } catch (error) {
      call.reject(error);
    }
    return true;
  }

  #receive(member: Member, reply: unknown): void {
    if (!isReply(reply) || member.jobs.length === 0) {
      member.begun = true;
      this.#bury(member, new Error("it does not answer as wasmstein/worker does"));
      return;
    }
    const { call, part } = member.jobs[0];
    member.begun = reply.kind === "begun" || reply.kind === "progress";
    if (reply.kind === "begun") return;
    if (reply.kind === "progress") {
      call.tell(reply.progress);
    } else {
      member.jobs.shift();
      if (reply.kind === "result") call.finish(part, reply.result);
      else call.fail(unpack(reply.error));
    }
    this.#staffSoon();
  }

  /** A worker died by itself: over its first part, unless it had not come to it. */
  #bury(member: Member, cause: unknown): void {
    if (member.jobs.length > 0 && member.begun) this.#blame(member.jobs[0], cause);
    this.#dismiss(member);
    this.#staffSoon();
  }

  #blame({ call, part }: Job, cause: unknown): void {
    const { task, moved } = call.work;
    const again = !moved && !this.#tried.has(part);
    this.#tried.add(part);
    if (again) return;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const why = moved ? "and with it the inputs that were moved to it" : "and a second one too";
    call.reject(new EngineError(`${task}: a worker died, ${why}: ${reason}`, { cause }));
  }

  /** Ends a worker; its parts go back to the calls that still want them. */
  #dismiss(member: Member): void {
    this.#members.delete(member);
    member.port.stop();
    for (const { call, part } of member.jobs.splice(0).reverse()) {
      if (!call.over) call.putBack(part);
    }
  }
}
