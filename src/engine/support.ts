/** Whether WebAssembly can run here, and what stands in its way. */

export interface Obstacle {
  readonly reason: string;
  /** what the runtime itself said */
  readonly cause?: unknown;
}

/** (module (func (drop (i8x16.splat (i32.const 0))))) in the binary format: it needs SIMD. */
const SIMD = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26,
  11,
];
/** That module plus 4096 zeros in a custom section: on a page's thread, Chrome up to 114 compiles only smaller modules. */
const LARGE = Uint8Array.from([...SIMD, 0, 128, 32, ...new Array(4096).fill(0)]);

/** What this runtime lacks to run a compiled module, or undefined. */
export function missing(): Obstacle | undefined {
  if (typeof WebAssembly !== "object") {
    return { reason: "WebAssembly is not available in this runtime" };
  }
  if (!WebAssembly.validate(Uint8Array.from(SIMD)))
    return { reason: "this runtime's WebAssembly has no SIMD" };
  return undefined;
}

/** What keeps bytes from being compiled and run, or undefined. Only compiling tells whether that is forbidden. */
export function obstacle(): Obstacle | undefined {
  const lack = missing();
  if (lack) return lack;
  try {
    new WebAssembly.Module(LARGE);
    return undefined;
  } catch (error) {
    return refusal(error);
  }
}

/** Browsers' own words about a policy name a wider permission than is needed. */
export function refusal(error: unknown): Obstacle {
  const message = messageOf(error);
  const remedy = /content security policy/i.test(message)
    ? "; 'wasm-unsafe-eval' in script-src allows it"
    : "";
  return { reason: `WebAssembly compilation was refused: ${message}${remedy}`, cause: error };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
