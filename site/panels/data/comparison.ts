/** A comparison in a worker of its own, which ends with it. */
import { startWorker } from "../../page/worker";
import type { Answer, Compared, Request } from "./worker";
import address from "./worker?worker&url";

/**
 * @throws the signal's reason; Error, in words for the user, for files that cannot be compared
 */
export async function compare(
  request: Request,
  signal: AbortSignal,
  onProgress: (step: string, share: number) => void,
): Promise<Compared> {
  const worker = startWorker(address);
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        const why = event.message ?? "its worker could not be loaded";
        reject(new Error(`The comparison has failed: ${why}`));
      });
      worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
        if ("step" in data) onProgress(data.step, data.share);
        else if ("compared" in data) resolve(data.compared);
        else reject(new Error(data.failed));
      });
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
