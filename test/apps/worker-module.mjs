/** For Cloudflare's runtime, with the compiled module that its bundler makes of the import. */
import { init, initSync } from "wasmstein";
import module from "wasmstein/wasmstein.wasm";
import { figures } from "./figures.mjs";

initSync(module);
// Anyone's init() keeps to the module.
export default { fetch: async () => Response.json(figures(await init())) };
