// What bundlers that hand compiled modules over, such as Cloudflare's, make of the import of the binary.
import type { WasmModule } from "./index.js";

declare const module: WasmModule;
export default module;
