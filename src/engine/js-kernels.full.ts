/** Where the JavaScript kernels come from in the full build: they are there from the start. */
import * as compiled from "../../assembly/index";
import type { Kernels } from "./kernels";

export const kernels = compiled as unknown as Kernels;

export async function loadKernels(): Promise<Kernels> {
  return kernels;
}
