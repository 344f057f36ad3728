// Builds the package: kernels to wasm (release and debug), then src/ and the kernels once more to
// JavaScript, ESM and CommonJS, then the type declarations.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const run = (tool, ...args) =>
  execFileSync(process.execPath, [join("node_modules", ...tool), ...args], { stdio: "inherit" });

const BINARY = "build/wasmstein.wasm";

rmSync("dist", { recursive: true, force: true });
mkdirSync("build", { recursive: true });

run(["assemblyscript", "bin", "asc.js"], "--target", "debug");
run(["assemblyscript", "bin", "asc.js"], "--target", "release");
// asc gives up inlining early; the vector loops want their bodies inside.
const features = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals"];
run(
  ["binaryen", "bin", "wasm-opt"],
  ...features.map((feature) => `--enable-${feature}`),
  "-O4",
  "--flexible-inline-max-function-size=120",
  "--one-caller-inline-max-function-size=400",
  "build/wasmstein.release.wasm",
  "-o",
  BINARY,
);

/** On the JavaScript engine these kernel files are replaced by their twins in assembly/js. */
const twins = {
  name: "twins",
  setup(builder) {
    builder.onResolve({ filter: /\/(arrays|arena|bits)$/ }, ({ path, resolveDir }) => {
      const { dir, base } = parse(join(resolveDir, path));
      return dir === join(root, "assembly") ? { path: join(dir, "js", `${base}.ts`) } : undefined;
    });
  },
};

/** Small, and yet inflated without waiting: the binary deflated, as base64 text. */
const deflated = {
  name: "deflated",
  setup(builder) {
    builder.onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
      contents: deflateRawSync(readFileSync(path), { level: 9, memLevel: 9 }),
      loader: "base64",
    }));
  },
};

/** A file is replaced by the one beside it that has this ending. */
const replaced = (file, ending) => ({
  name: ending,
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^\\./${file}$`) }, ({ path, resolveDir }) => ({
      path: join(resolveDir, `${path}.${ending}.ts`),
    }));
  },
});

/**
 * The entries of the package: each is bundled once, and the others import it. A "full" build has both
 * engines from the start, for where weight does not count: servers and workers; others load the JavaScript
 * kernels where WebAssembly cannot run. One for "node" is full, and may use Node's modules.
 */
const ENTRIES = [
  { source: "assembly/index.ts", name: "kernels", formats: ["esm", "cjs"] },
  { source: "src/index.ts", name: "index", formats: ["esm"] },
  { source: "src/index.ts", name: "index.full", formats: ["esm"], build: "full" },
  { source: "src/index.ts", name: "index", formats: ["cjs"], build: "full" },
  { source: "src/pool/pool.ts", name: "pool", formats: ["esm"] },
  { source: "src/pool/pool.ts", name: "pool.node", formats: ["esm", "cjs"], build: "node" },
  { source: "src/pool/worker/worker.ts", name: "worker", formats: ["esm"], build: "full" },
  { source: "src/pool/worker/worker.ts", name: "worker.node", formats: ["esm"], build: "node" },
  { source: "src/drift/drift.ts", name: "drift", formats: ["esm"] },
  { source: "src/drift/drift.ts", name: "drift.full", formats: ["esm"], build: "full" },
  { source: "src/drift/drift.ts", name: "drift", formats: ["cjs"], build: "full" },
  { source: "src/duckdb/duckdb.ts", name: "duckdb", formats: ["esm", "cjs"], build: "node" },
  { source: "src/bullmq/bullmq.ts", name: "bullmq", formats: ["esm", "cjs"], build: "node" },
  { source: "src/cli/main.ts", name: "cli", formats: ["esm"], build: "node" },
];
/** Optional, and never bundled. */
const PEERS = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).peerDependencies);
const EXTENSIONS = { esm: "js", cjs: "cjs" };

/** What ES modules lack that the command's bundled CommonJS asks for, and what CommonJS lacks. */
const BANNERS = {
  esm: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  cjs: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
};

/** An entry that another one imports is left out of its bundle; a full one imports full ones. */
const others = (own, format, full) => ({
  name: "others",
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const source = `${join(resolveDir, path)}.ts`;
      if (source === join(root, own)) return undefined;
      const builds = ENTRIES.filter(
        (entry) => join(root, entry.source) === source && entry.formats.includes(format),
      );
      const entry = builds.find(({ build }) => (build !== undefined) === full) ?? builds[0];
      return entry && { path: `./${entry.name}.${EXTENSIONS[format]}`, external: true };
    });
  },
});

for (const { source, name, formats, build: kind } of ENTRIES) {
  const node = kind === "node";
  const full = kind !== undefined;
  for (const format of formats) {
    await build({
      entryPoints: [source],
      outfile: `dist/${name}.${EXTENSIONS[format]}`,
      format,
      bundle: true,
      platform: node ? "node" : "neutral",
      mainFields: ["module", "main"],
      external: PEERS,
      target: "es2022",
      // On servers a readable stack is worth more than a small file. Node shows the line that throws.
      minify: !full,
      ...((full || name === "kernels") && { lineLimit: 500 }),
      // Such text compresses better at the head of the file than between code: 2 kB of 41.
      ...(name.startsWith("index") && { inject: [BINARY] }),
      define: {
        ASC_FEATURE_SIMD: "false",
        ...(format === "cjs" && { "import.meta.url": "moduleUrl" }),
      },
      ...((name === "cli" || (node && format === "cjs")) && { banner: { js: BANNERS[format] } }),
      plugins: [
        twins,
        deflated,
        others(source, format, full),
        ...(full ? [replaced("js-kernels", "full")] : []),
        ...(node ? [replaced("platform", "node")] : []),
      ],
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    });
  }
}

// One declaration file for each entry, so that both module systems resolve it.
for (const [source, name] of [
  ["src/index.ts", "index"],
  ["src/pool/pool.ts", "pool"],
  ["src/duckdb/duckdb.ts", "duckdb"],
  ["src/drift/drift.ts", "drift"],
  ["src/bullmq/bullmq.ts", "bullmq"],
]) {
  const declarations = await rollup({
    input: source,
    external: PEERS,
    plugins: [dts({ tsconfig: "tsconfig.json" })],
  });
  // Symbol.asyncDispose, for those whose own settings do not name it.
  const banner = name === "pool" ? '/// <reference lib="esnext.disposable" />' : "";
  await declarations.write({ file: `dist/${name}.d.ts`, format: "es", banner });
  copyFileSync(`dist/${name}.d.ts`, `dist/${name}.d.cts`);
}
copyFileSync(BINARY, "dist/wasmstein.wasm");
copyFileSync("src/wasmstein.wasm.d.ts", "dist/wasmstein.wasm.d.ts");
// The binary contains AssemblyScript's runtime, the core its loader (same licence) and fflate, the command what it is made of.
for (const name of [
  "assemblyscript",
  "commander",
  "fast-png",
  "fflate",
  "iobuffer",
  "lossless-json",
]) {
  const file = readdirSync(`node_modules/${name}`).find((entry) => entry.startsWith("LICENSE"));
  copyFileSync(`node_modules/${name}/${file}`, `dist/LICENSE-${name}.txt`);
}

const sizes = ["index.js", "kernels.js", "wasmstein.wasm"].map((name) => {
  const content = readFileSync(`dist/${name}`);
  return `${name} ${content.length} bytes, gzipped ${gzipSync(content, { level: 9 }).length}`;
});
console.log(`what browsers load: ${sizes[0]}; without WebAssembly also ${sizes[1]}. ${sizes[2]}`);
