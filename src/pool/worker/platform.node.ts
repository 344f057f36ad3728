/** The worker's side of the channel, in Node. */
import { parentPort } from "node:worker_threads";

export function listen(
  receive: (data: unknown, send: (reply: unknown, transfer: ArrayBuffer[]) => void) => void,
): void {
  if (!parentPort) throw new Error("wasmstein/worker: must be run as a worker thread, by a Pool");
  const port = parentPort;
  port.on("message", (data) =>
    receive(data, (reply, transfer) => port.postMessage(reply, transfer)),
  );
}
