/** How much a call may take, and what calls take. The same on both engines. */
import { MemoryLimitError } from "../errors";

/** What a 32-bit memory can hold, less a page for the kernels themselves. */
export const LARGEST_MEMORY = 2 ** 32 - 2 ** 16;
/** AssemblyScript's largest single block. */
export const LARGEST_ARRAY = 2 ** 30 - 64;

/** Working memory per source or sink, at most: tree, masses, plan, potentials and results. */
export const NODE_BYTES = 1536;
/** Working memory per sample or bin on the line or the circle: values, weights, orders, integer masses. */
export const SAMPLE_BYTES = 112;
/** Working memory per sample without weights: the values, twice while they are sorted. */
export const ALIKE_BYTES = 24;
/** Blocks, sums and other small things. */
export const SMALL_BYTES = 2 ** 18 + 8192;

/** Refuses a call of `bytes` in all, of which one array takes `array`, if it cannot fit. */
export function requireFits(fn: string, bytes: number, array = 0): void {
  if (bytes > LARGEST_MEMORY) {
    throw memoryLimit(fn, bytes, `more than the ${gibibytes(LARGEST_MEMORY)} there can be`);
  }
  if (array > LARGEST_ARRAY) {
    const limit = gibibytes(LARGEST_ARRAY);
    throw memoryLimit(fn, bytes, `${gibibytes(array)} of it in one array, which can take ${limit}`);
  }
}

/** What the caller of a public function can do instead. */
const REMEDIES: Readonly<Record<string, string>> = {
  emd: "give the cost as a Float32Array, or have it computed: emdPoints, emdGrid",
};

export function memoryLimit(fn: string, bytes: number, reason: string): MemoryLimitError {
  const remedy = REMEDIES[fn];
  return new MemoryLimitError(
    `${fn}: needs ${gibibytes(bytes)} of memory (${bytes} bytes), ${reason}${remedy ? `; ${remedy}` : ""}`,
    bytes,
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}
