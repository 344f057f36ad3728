/** For Cloudflare's runtime, which compiles no WebAssembly itself: the JavaScript engine, at once. */
import { engine } from "wasmstein";
import { figures } from "./figures.mjs";

export default { fetch: () => Response.json(figures(engine())) };
