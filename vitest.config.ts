import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every suite on one engine; the debug build checks each array access. */
const onEngine = (engine: "wasm" | "js" | "debug") => ({
  extends: true as const,
  test: {
    name: engine,
    include: ["test/*.test.ts"],
    setupFiles: ["test/support/engine.ts"],
    env: { WASMSTEIN_ENGINE: engine },
  },
});

/** Suites that measure frames or count what is under way: they run alone, before the others. */
const TIMED = ["test/node/pool/frames.test.ts", "test/node/pool/signal.test.ts"];

export default defineConfig({
  resolve: {
    alias: {
      "wasmstein/bullmq": at("dist/bullmq.js"),
      "wasmstein/duckdb": at("dist/duckdb.js"),
      "wasmstein/drift": at("dist/drift.full.js"),
      "wasmstein/pool": at("dist/pool.node.js"),
      wasmstein: at("dist/index.full.js"),
    },
  },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest leaves a core free; with two cores that would be half the machine.
    maxWorkers: "100%",
    expect: { poll: { timeout: 20_000 } },
    projects: [
      onEngine("wasm"),
      onEngine("js"),
      onEngine("debug"),
      {
        extends: true,
        test: { name: "node", include: ["test/node/**/*.test.ts"], exclude: TIMED },
      },
      { extends: true, test: { name: "timed", include: TIMED, maxWorkers: 1 } },
    ],
  },
});
