/** Held by tsc alone: what does not fit `Kernels` is no `Kernels`. */
import type * as compiled from "../../assembly/index";
import type { Checked, Kernels } from "../../src/engine/kernels";

type Replaced<Name extends keyof typeof compiled, F> = Omit<typeof compiled, Name> &
  Record<Name, F>;

export const fits: Kernels = {} as Checked<typeof compiled>;
// @ts-expect-error one argument more
export const arity: Kernels = {} as Checked<
  Replaced<"binaryEntropy", (p: number, base: number, more: number) => number>
>;
// @ts-expect-error a number for a truth value
export const kind: Kernels = {} as Checked<
  Replaced<
    "lineRows",
    (p: object, q: object, x: object, order: number, all: number, out: object) => number
  >
>;
// @ts-expect-error a kernel that is missing
export const missing: Kernels = {} as Checked<Omit<typeof compiled, "advance">>;
