/** Runs a kernel that gives one number for two arrays: copies them in, throws for a bad status, reads the number. */
import { asNumbers } from "./check";
import { current } from "./engine/engine";
import type { Floats, Kernels, Memory } from "./engine/kernels";
import { type Argument, throwUnlessOk } from "./status";

export interface OneValue {
  readonly fn: string;
  readonly first: Argument;
  readonly second: Argument;
  /** further arguments, for the messages about them */
  readonly others?: readonly Argument[];
  /** memory that the call needs, at most */
  readonly bytes: number;
  /** returns a Status */
  run(kernels: Kernels, a: Floats, b: Floats, out: Floats, memory: Memory): number;
}

export function oneValue({ fn, first, second, others = [], bytes, run }: OneValue): number {
  return current().call(fn, bytes, (kernels, memory) => {
    const a = memory.floats(asNumbers(fn, first[0], first[1]));
    const b = second[1] === first[1] ? a : memory.floats(asNumbers(fn, second[0], second[1]));
    const out = memory.newFloats(1);
    throwUnlessOk(run(kernels, a, b, out, memory), { fn, weights: [first, second, ...others] });
    return memory.readFloats(out, 1)[0];
  });
}
