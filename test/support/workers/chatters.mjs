// A worker that speaks without being asked, and answers what is no reply.
import { parentPort } from "node:worker_threads";

parentPort.postMessage("ready");
parentPort.on("message", () => parentPort.postMessage({ kind: "greeting" }));
