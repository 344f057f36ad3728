/** Puts the suite on the engine that its vitest project names. */
import { readFileSync } from "node:fs";
import { initSync, useEngine } from "wasmstein";

const name = process.env.WASMSTEIN_ENGINE;
if (name === "js") useEngine("js");
else if (name === "debug") initSync(readFileSync("build/wasmstein.debug.wasm"));
else useEngine("wasm");
