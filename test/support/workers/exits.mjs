// A worker that is gone as soon as it is asked something.
import { parentPort } from "node:worker_threads";

parentPort.on("message", () => process.exit(7));
