/** Whether two engines give the same bits. */
import { expect } from "vitest";
import { useEngine } from "wasmstein";

/** Runs on wasm, then on JavaScript: the results, or the errors, must be the same to the last bit. */
export function expectSameBits(call: () => unknown) {
  const outcome = (name: "wasm" | "js") => {
    useEngine(name);
    try {
      return bits(call());
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  };
  const onWasm = outcome("wasm");
  expect(outcome("js")).toEqual(onWasm);
}

/** A value as text that tells −0 from 0 and keeps every digit. */
export function bits(value: unknown): unknown {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, bits);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, bits(entry)]));
}
