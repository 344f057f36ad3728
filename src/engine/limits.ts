import { MemoryLimitError } from "../errors";

/** What a 32-bit memory can hold, less a page for the kernels themselves. */
export const LARGEST_MEMORY = 2 ** 32 - 2 ** 16;
/** AssemblyScript's largest single block. */
export const LARGEST_ARRAY = 2 ** 30 - 64;

/** Refuses a call that cannot fit, on either engine alike. */
export function checkFits(bytes: number, largestArray = 0): void {
  if (bytes <= LARGEST_MEMORY && largestArray <= LARGEST_ARRAY) return;
  const limit = bytes <= LARGEST_MEMORY ? LARGEST_ARRAY : LARGEST_MEMORY;
  const what = bytes <= LARGEST_MEMORY ? "one array can take" : "there can be";
  throw new MemoryLimitError(
    `the problem needs ${gibibytes(bytes)} of memory, more than the ${gibibytes(limit)} that ${what}; ` +
      "split it, or let the cost be computed (emdPoints, emdGrid) or stored as a Float32Array",
    bytes,
  );
}

export function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB (${bytes} bytes)`;
}
