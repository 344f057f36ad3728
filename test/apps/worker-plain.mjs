/** For Cloudflare's runtime, which compiles no WebAssembly itself: the JavaScript engine. */
import { init } from "wasmstein";
import { figures } from "./figures.mjs";

export default { fetch: async () => Response.json(figures(await init())) };
