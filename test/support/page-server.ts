/** Pages and files served to a browser over HTTP, with no headers but those that are asked for. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const KINDS: Record<string, string> = {
  "": "text/html",
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Imports the package for the functions that a test runs in the page. */
export const PAGE = `<!doctype html><title>wasmstein</title>
<script type="module">
  import * as functions from "/dist/index.js";
  import { Pool } from "/dist/pool.js";
  Object.assign(globalThis, { wasmstein: functions, Pool });
</script>`;

export interface Site {
  /** what is answered for these paths; "/" is the page */
  readonly pages?: Record<string, string>;
  /** files of the folder are served below the path */
  readonly folder: string;
  readonly below?: string;
  /** headers beside the kind of content, by path */
  readonly headers?: (path: string) => Record<string, string>;
}

/** Serves the page of above, and dist/ to it. */
export const servePage = () =>
  serve({ pages: { "/": PAGE }, folder: join(process.cwd(), "dist"), below: "/dist/" });

/** Serves a site; answers its address and how to end it. */
export async function serve({ pages = {}, folder, below = "/", headers = () => ({}) }: Site) {
  const contentOf = (path: string) => {
    if (path in pages) return pages[path];
    if (!path.startsWith(below)) throw new Error("not for the public");
    return readFileSync(join(folder, path.slice(below.length)));
  };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end(); // Chromium asks for it unbidden
    try {
      const content = contentOf(path);
      const kind = KINDS[extname(path)] ?? "text/plain";
      response.writeHead(200, { "content-type": kind, ...headers(path) }).end(content);
    } catch {
      response.writeHead(404).end("not found");
    }
    return response;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
