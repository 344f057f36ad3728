/** Worker threads, in Node. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Listener, Port, WorkerSource } from "./platform";

export function open(source: WorkerSource | undefined, listener: Listener): Port {
  const worker = make(source);
  worker.on("message", (data) => listener.message(data));
  worker.on("messageerror", (error) => listener.death(error));
  worker.on("error", (error) => listener.death(error));
  worker.on("exit", (code) => listener.death(new Error(`the worker exited with code ${code}`)));
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    stop() {
      worker.removeAllListeners();
      worker.on("error", () => {}); // ignores errors of a script that is still loading
      worker.terminate();
    },
    hold(busy) {
      if (busy) worker.ref();
      else worker.unref();
    },
  };
}

function make(source: WorkerSource | undefined): Worker {
  if (typeof source === "function") return source() as Worker;
  if (source !== undefined) return new Worker(source);
  // No flags of this process: with --input-type a worker would refuse any file.
  return new Worker(new URL("./worker.node.js", import.meta.url), { execArgv: [] });
}

export const processors = availableParallelism;
