/**
 * Where the JavaScript kernels come from in browsers: a file of their own, fetched only where WebAssembly
 * cannot run. In the full build js-kernels.full.ts takes this file's place.
 */
import type { Checked, Kernels } from "./kernels";

/** The kernels, where they are loaded up front. */
export const kernels: Kernels | undefined = undefined;

/** Written out in one piece: bundlers look for it, and make a file of what it imports. */
export async function loadKernels(): Promise<Kernels> {
  const compiled = await import("../../assembly/index");
  return compiled as unknown as Checked<typeof compiled>;
}
