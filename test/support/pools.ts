/** Pools that are closed when their suite is over, and what is compared of their results. */
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, expect } from "vitest";
import { Pool, type PoolOptions } from "wasmstein/pool";
import { bits } from "./bits";

/** The worker of the package. */
export const WORKER = resolve("dist/worker.node.js");
/** Workers that misbehave. */
export const badWorker = (name: "exits" | "throws" | "chatters") =>
  resolve(`test/support/workers/${name}.mjs`);

/** A source of workers: some of one script, and then of the package's own. */
export function firstOf(script: string, times: number) {
  let made = 0;
  return {
    worker: () => new Worker(made++ < times ? script : WORKER),
    made: () => made,
  };
}

/** Makes pools for this suite. */
export function pools() {
  const all: Pool[] = [];
  afterAll(async () => {
    for (const pool of all) await pool.close();
  });
  return (options: PoolOptions = {}) => {
    const pool = new Pool(options);
    all.push(pool);
    return pool;
  };
}

/** Typed arrays by their bytes, anything else as bits() has it. */
export function exact(value: unknown): unknown {
  if (!(value instanceof Float64Array)) return bits(value);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
}

/** The promise must reject as the call throws: the same kind, the same message. */
export async function expectSameError(promise: Promise<unknown>, call: () => unknown) {
  const expected = await errorOf(async () => call());
  const rejected = await errorOf(() => promise);
  expect(rejected.message).toBe(expected.message);
  expect(rejected.constructor).toBe(expected.constructor);
  expect({ ...rejected }).toEqual({ ...expected });
}

export async function errorOf(call: () => Promise<unknown>): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected an error");
}
