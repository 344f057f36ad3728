/** Calls that must fail, and how. */
import { expect } from "vitest";
import { emd, entropy } from "wasmstein";

/** What is wrong, the call, the kind of error, and the whole message. */
export type BadCall = [string, () => unknown, new (...args: never[]) => Error, string];

/** Passes for any type: what these tests do is what the types forbid. */
export const bad = (value: unknown) => value as never;

export function expectError(call: () => unknown, kind: BadCall[2], message: string) {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(kind);
  expect((thrown as Error).message).toBe(message);
  // The engine still works.
  expect(entropy([1, 1], { base: 2 })).toBe(1);
  expect(emd([1], [1], [3]).cost).toBe(3);
}
