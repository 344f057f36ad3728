/** One app and the packed package, through every bundler, in Chromium: the numbers of Node, to the last bit. */
import { readFileSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { createServer, type InlineConfig, build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import webpack from "webpack";
import { type Browser, openBrowser } from "../../support/chromium";
import { packedPackage } from "../../support/packed";
import { type Site, serve } from "../../support/page-server";

const { folder, at, write, run, addApps } = packedPackage();
/** With an icon, which Chromium would ask Vite's server for. */
const html = (script: string) =>
  `<!doctype html><link rel="icon" href="data:,"><script ${script}></script>`;
const MODULE = html('type="module" src="/app.mjs"');
const BUNDLED_MODULE = html('type="module" src="/app.js"');
/** The worker is an entry of its own where a bundler does not look for workers. */
const ENTRIES = { app: at("app.mjs"), worker: "wasmstein/worker" };
const viteConfig: InlineConfig = { root: folder, configFile: false, logLevel: "warn" };

let browser: Browser;
let expected: string;

beforeAll(async () => {
  addApps();
  write("index.html", MODULE);
  expected = run("node", "app.mjs").trim();
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What the page at the address prints, without a complaint. */
async function printedAt(address: string): Promise<string> {
  const { page, printed, complaints } = await browser.visit(address);
  const line = await printed;
  await page.close();
  expect(complaints).toEqual([]);
  return line;
}

async function printedBy(site: Site): Promise<string> {
  const server = await serve(site);
  try {
    return await printedAt(server.address);
  } finally {
    await server.close();
  }
}

/** The app as it was built: on wasm, and on JavaScript where the policy leaves it nothing else. */
async function expectSame(site: Site) {
  expect(await printedBy(site)).toBe(expected);
  const headers = () => ({ "content-security-policy": "script-src 'self'" });
  const { reason, ...result } = JSON.parse(await printedBy({ ...site, headers }));
  expect(reason).toMatch(/Content Security Policy/i);
  expect(result).toEqual({ ...JSON.parse(expected), engine: "js" });
}

describe("an app with the packed package", () => {
  it("prints the same from a worker as from the page", () => {
    const { engine, solved, pooled } = JSON.parse(expected);
    expect(engine).toBe("wasm");
    expect(pooled).toEqual(solved);
    expect(solved.cost - solved.lowerBound).toBeLessThan(1e-12);
  });

  it("runs from Vite's server for development, with nothing to configure", async () => {
    const server = await createServer({ ...viteConfig, server: { host: "127.0.0.1", port: 0 } });
    await server.listen();
    try {
      const [address] = server.resolvedUrls?.local ?? [];
      expect(await printedAt(address)).toBe(expected);
    } finally {
      await server.close();
    }
  });

  it("runs built by Vite, with nothing to configure", async () => {
    await vite({ ...viteConfig, build: { outDir: at("vite") } });
    const index = readFileSync(at("vite", "index.html"), "utf8");
    await expectSame({ pages: { "/": index }, folder: at("vite") });
  });

  it("runs built by webpack, with nothing to configure", async () => {
    const output = { path: at("webpack"), filename: "app.js" };
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) =>
      webpack(
        { mode: "production", context: folder, entry: "./app.mjs", output },
        (error, stats) => (error ? reject(error) : resolve(stats)),
      ),
    );
    expect(stats?.toJson({ all: false, errors: true, warnings: true })).toMatchObject({
      errors: [],
      warnings: [],
    });
    // A classic script: webpack emits no modules unless told to.
    await expectSame({ pages: { "/": html('src="/app.js"') }, folder: output.path });
  });

  it("runs built by esbuild, with the worker as a second entry", async () => {
    for (const splitting of [false, true]) {
      const { warnings } = await esbuild({
        absWorkingDir: folder,
        entryPoints: ENTRIES,
        outdir: `esbuild-${splitting}`,
        bundle: true,
        minify: true,
        format: "esm",
        splitting,
      });
      expect(warnings).toEqual([]);
      await expectSame({ pages: { "/": BUNDLED_MODULE }, folder: at(`esbuild-${splitting}`) });
    }
  });

  it("runs built by Rollup, with the worker as a second entry", async () => {
    const bundle = await rollup({
      input: ENTRIES,
      plugins: [nodeResolve({ rootDir: folder })],
      onwarn: (warning) => expect.unreachable(warning.message),
    });
    await bundle.write({ dir: at("rollup"), entryFileNames: "[name].js" });
    await expectSame({ pages: { "/": BUNDLED_MODULE }, folder: at("rollup") });
  });

  it("has a worker that fits in one classic script, as Vite made them up to version 7", async () => {
    const bundle = await rollup({
      input: "wasmstein/worker",
      plugins: [nodeResolve({ rootDir: folder })],
    });
    const { output } = await bundle.generate({ format: "iife" });
    expect(output).toHaveLength(1);
    const script = `
      import { Pool } from "./node_modules/wasmstein/dist/pool.js";
      const pool = new Pool({ size: 1, worker: () => new Worker("/classic.js") });
      pool.emd([1, 2], [3], [1, 4]).then(({ cost }) => console.log(cost));`;
    const pages = { "/": MODULE, "/app.mjs": script, "/classic.js": output[0].code };
    expect(await printedBy({ pages, folder })).toBe("3");
  });

  it("runs unbundled, imported by address", async () => {
    const byAddress = (name: string) =>
      readFileSync(at(name), "utf8").replace(
        /"wasmstein(\/pool)?"/g,
        (_, pool) => `"./node_modules/wasmstein/dist/${pool ? "pool" : "index"}.js"`,
      );
    const scripts = { "/app.mjs": byAddress("app.mjs"), "/figures.mjs": byAddress("figures.mjs") };
    await expectSame({ pages: { "/": MODULE, ...scripts }, folder });
  });

  it("runs unbundled, imported by name through an import map", async () => {
    const dist = "/node_modules/wasmstein/dist";
    const imports = { wasmstein: `${dist}/index.js`, "wasmstein/pool": `${dist}/pool.js` };
    const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
    expect(await printedBy({ pages: { "/": map + MODULE }, folder })).toBe(expected);
  });
});
