/** The package served to a browser, over HTTP and with no headers but the kind of content. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const KINDS: Record<string, string> = {
  js: "text/javascript",
  mjs: "text/javascript",
  wasm: "application/wasm",
};

/** Imports the package for the functions that a test runs in the page. */
const PAGE = `<!doctype html><title>wasmstein</title>
<script type="module">
  import * as functions from "/dist/index.js";
  import { Pool } from "/dist/pool.js";
  Object.assign(globalThis, { wasmstein: functions, Pool });
</script>`;

/** Serves dist/ and the page; answers its address and how to end it. */
export async function servePage() {
  const server = createServer(({ url = "/" }, response) => {
    if (url === "/") return response.setHeader("content-type", "text/html").end(PAGE);
    const path = normalize(url);
    try {
      if (!path.startsWith("/dist/")) throw new Error("not for the public");
      const content = readFileSync(join(process.cwd(), path));
      const kind = KINDS[path.split(".").at(-1) as string] ?? "text/plain";
      response.setHeader("content-type", kind).end(content);
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
