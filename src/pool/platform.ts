/** Module workers, in browsers. The build for Node uses platform.node.ts instead. */

/** A worker as the scheduler sees it. */
export interface Port {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  stop(): void;
  /** `busy`: the process must not exit before this worker is done */
  hold(busy: boolean): void;
}

export interface Listener {
  message(data: unknown): void;
  /** the worker has crashed or exited */
  death(cause: unknown): void;
}

/** How to make a worker: the address of its script, or a function that returns a worker. */
export type WorkerSource = string | URL | (() => unknown);

const UNLOADABLE =
  "its script cannot be loaded; serve a copy of wasmstein/worker and give its address as worker";

export function open(source: WorkerSource | undefined, listener: Listener): Port {
  const worker = make(source);
  worker.onmessage = (event) => listener.message(event.data);
  worker.onmessageerror = () => listener.death(new Error("a message could not be read"));
  worker.onerror = (event) => {
    event.preventDefault();
    const reason = event.message || UNLOADABLE;
    listener.death(event.error ?? new Error(reason));
  };
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    stop() {
      worker.onmessage = worker.onmessageerror = worker.onerror = null;
      worker.terminate();
    },
    hold() {},
  };
}

function make(source: WorkerSource | undefined): Worker {
  if (typeof source === "function") return source() as Worker;
  if (source !== undefined) return new Worker(source, { type: "module" });
  // Bundlers look for exactly this expression.
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

export function processors(): number {
  return globalThis.navigator?.hardwareConcurrency || 1;
}
