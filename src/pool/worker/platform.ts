/** The worker's side of the channel, in browsers. The build for Node uses platform.node.ts instead. */

/** Calls `receive` for every message, with a function that sends a reply. */
export function listen(
  receive: (data: unknown, send: (reply: unknown, transfer: ArrayBuffer[]) => void) => void,
): void {
  const scope = globalThis as unknown as Worker;
  scope.onmessage = ({ data }) =>
    receive(data, (reply, transfer) => scope.postMessage(reply, transfer));
}
