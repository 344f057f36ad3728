// Runs an example written in TypeScript: node scripts/example.mjs parallel-segments
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const [name, ...args] = process.argv.slice(2);
const outfile = `build/examples/${name}.mjs`;
await build({
  entryPoints: [`examples/${name}.ts`],
  outfile,
  bundle: true,
  packages: "external", // so that "wasmstein" is the built package
  platform: "node",
  format: "esm",
  target: "node20",
  tsconfigRaw: {}, // whose paths lead to the sources
});
const { status } = spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit" });
process.exit(status ?? 1);
