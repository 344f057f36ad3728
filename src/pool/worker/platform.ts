/** The worker's side of the channel, in browsers. In Node platform.node.ts takes this file's place. */

/** Calls `receive` for every message, with a function that answers. */
export function listen(
  receive: (data: unknown, answer: (reply: unknown, transfer: ArrayBuffer[]) => void) => void,
): void {
  const scope = globalThis as unknown as Worker;
  scope.onmessage = ({ data }) =>
    receive(data, (reply, transfer) => scope.postMessage(reply, transfer));
}
