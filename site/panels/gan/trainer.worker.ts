/** Trains the three generators side by side, off the main thread: a round for each order. */
import { init } from "wasmstein";
import { forEachLoss, type LossName } from "../../../examples/support/adversaries";
import { type Round, train } from "../../../examples/support/training";
import { measure, type Scene } from "./measures";

/** Asks for the next round of this run; a number that is new begins a run, the first being 1. */
export interface Order {
  run: number;
  start: number;
}

export interface Report extends Scene {
  run: number;
}

let current: { run: number; training: Record<LossName, IterableIterator<Round>> } | undefined;

/** Where WebAssembly is refused, the first order waits for the JavaScript kernels. */
const ready = init();

addEventListener("message", async ({ data: { run, start } }: MessageEvent<Order>) => {
  await ready;
  if (current?.run !== run) current = { run, training: forEachLoss((loss) => train(loss, start)) };
  const { training } = current;
  const report: Report = { run, ...measure(forEachLoss((loss) => training[loss].next().value)) };
  postMessage(report);
});
