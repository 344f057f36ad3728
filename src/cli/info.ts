/** wasmstein info: the engine that runs here, and its limits. */
import { availableParallelism, totalmem } from "node:os";
import type { Command } from "commander";
import { LARGEST_ARRAY, LARGEST_MEMORY } from "../engine/limits";
import { engine } from "../index";
import { VERSION } from "../version";

export function addInfo(program: Command): void {
  program
    .command("info")
    .summary("version, engine, limits")
    .description("Shows which engine runs here and why, and its limits.")
    .option("--json", "as one JSON object")
    .action(({ json }: { json?: boolean }) => {
      const facts = collect();
      if (json) console.log(JSON.stringify(facts));
      else for (const [name, value] of Object.entries(facts)) console.log(line(name, value));
    });
}

function collect(): Record<string, string | number | boolean> {
  const { name, reason } = engine();
  return {
    version: VERSION,
    engine: name,
    ...(reason !== undefined && { reason }),
    simd: name === "wasm",
    "memory limit": LARGEST_MEMORY,
    "array limit": LARGEST_ARRAY,
    "system memory": totalmem(),
    processors: availableParallelism(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

function line(name: string, value: string | number | boolean): string {
  const bytes = name.includes("limit") || name.includes("memory");
  return `${name.padEnd(14)} ${bytes ? `${(Number(value) / 2 ** 30).toFixed(2)} GiB` : value}`;
}
