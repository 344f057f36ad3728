// Builds the package: kernels to wasm (release and debug), then src/ and the kernels once more to
// JavaScript, ESM and CommonJS, then the type declarations.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const run = (tool, ...args) =>
  execFileSync(process.execPath, [join("node_modules", ...tool), ...args], { stdio: "inherit" });

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
  "build/wasmstein.wasm",
);

/** On the JavaScript engine these kernel files are replaced by their twins in src/js. */
const twins = {
  name: "twins",
  setup(builder) {
    builder.onResolve({ filter: /\/(arrays|arena|bits)$/ }, ({ path, resolveDir }) =>
      join(resolveDir, path).startsWith(join(root, "assembly"))
        ? { path: join(root, "src", "js", `${path.split("/").at(-1)}.ts`) }
        : undefined,
    );
  },
};

for (const [format, outfile] of [
  ["esm", "dist/index.js"],
  ["cjs", "dist/index.cjs"],
]) {
  await build({
    entryPoints: ["src/index.ts"],
    outfile,
    format,
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    minify: true,
    define: { ASC_FEATURE_SIMD: "false" },
    loader: { ".wasm": "base64" },
    plugins: [twins],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
}

// One declaration file, so that both module systems resolve it.
const declarations = await rollup({
  input: "src/index.ts",
  plugins: [dts({ tsconfig: "tsconfig.json" })],
});
await declarations.write({ file: "dist/index.d.ts", format: "es" });
copyFileSync("dist/index.d.ts", "dist/index.d.cts");
copyFileSync("build/wasmstein.wasm", "dist/wasmstein.wasm");
// The binary and the entry contain AssemblyScript's runtime and loader.
copyFileSync("node_modules/assemblyscript/LICENSE", "dist/LICENSE-assemblyscript.txt");

const entry = readFileSync("dist/index.js");
console.log(
  `dist/index.js ${entry.length} bytes, gzipped ${gzipSync(entry).length}; ` +
    `wasm ${readFileSync("dist/wasmstein.wasm").length} bytes`,
);
