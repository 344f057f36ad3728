/** Where the JavaScript kernels come from in the full build: they are there from the start. */
import * as compiled from "../../assembly/index";
import type { Checked, Kernels } from "./kernels";

export const kernels: Kernels = compiled as unknown as Checked<typeof compiled>;

export async function loadKernels(): Promise<Kernels> {
  return kernels;
}
