/** The page: static files in build/site, which any server can serve from any folder. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each panel's markup stands beside its code; it is in the page before the first paint. */
const panels: Plugin = {
  name: "panels",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace(/<!-- panel (\w+) -->/g, (_, name) =>
        readFileSync(at(`panels/${name}/panel.html`), "utf8"),
      ),
  },
};

/** Nothing may leave the page: its policy lets it connect to nobody. (The development server has to.) */
const policy: Plugin = {
  name: "policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      injectTo: "head-prepend",
      attrs: {
        "http-equiv": "Content-Security-Policy",
        content: [
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "worker-src 'self' blob:", // of blobs, so that this policy holds in them too
          "style-src 'self' 'unsafe-inline'", // the drift report brings its own
          "img-src 'self' blob: data:",
          "base-uri 'none'",
          "form-action 'none'",
        ].join("; "),
      },
    },
  ],
};

export default defineConfig({
  root: at("."),
  base: "./",
  plugins: [panels, policy],
  resolve: {
    alias: [
      { find: /^wasmstein\/(pool|drift|worker)(?=$|\?)/, replacement: at("../dist/$1.js") },
      { find: /^wasmstein$/, replacement: at("../dist/index.js") },
    ],
  },
  server: { fs: { allow: [at("..")] } },
  worker: { format: "es" },
  build: { outDir: at("../build/site"), emptyOutDir: true },
});
