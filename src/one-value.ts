/** Runs a kernel that gives one number for two arrays: copies them in, throws for a bad status, reads the number. */
import { asNumbers } from "./check";
import { current } from "./engine/engine";
import type { Floats, Kernels, Memory } from "./engine/kernels";
import { type Argument, OK, throwUnlessOk } from "./status";

/**
 * @param bytes memory that the call needs, at most
 * @param run calls the kernel and returns its Status
 * @param others further arguments of the kernel, for the messages about them
 */
export function oneValue(
  fn: string,
  bytes: number,
  first: Argument,
  second: Argument,
  run: (kernels: Kernels, a: Floats, b: Floats, out: Floats, memory: Memory) => number,
  ...others: readonly Argument[]
): number {
  return current().call(fn, bytes, (kernels, memory) => {
    const a = memory.floats(asNumbers(fn, first[0], first[1]));
    const b = second[1] === first[1] ? a : memory.floats(asNumbers(fn, second[0], second[1]));
    const out = memory.newFloats(1);
    const status = run(kernels, a, b, out, memory);
    if (status !== OK) throwUnlessOk(status, { fn, weights: [first, second, ...others] });
    return memory.readFloats(out, 1)[0];
  });
}
