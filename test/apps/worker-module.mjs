/** For Cloudflare's runtime, with the compiled module that its bundler makes of the import. */
import { initSync } from "wasmstein";
import module from "wasmstein/wasmstein.wasm";
import { figures } from "./figures.mjs";

const engine = initSync(module);
export default { fetch: () => Response.json(figures(engine)) };
