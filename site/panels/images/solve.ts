/** One problem on one engine, in a worker. */
import type { EngineName, TransportResult } from "wasmstein";
import { poolOn } from "../../page/pools";
import { Frames } from "./frames";

export interface Problem {
  /** cells to a side */
  readonly n: number;
  readonly metric: "sqeuclidean" | "euclidean" | "cityblock";
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/** What may be told while the worker computes. */
export interface Live {
  readonly pivots: number;
  readonly cost: number;
  readonly frames: Frames;
}

export interface Solved {
  readonly problem: Problem;
  readonly engine: EngineName;
  readonly result: TransportResult;
  readonly milliseconds: number;
  readonly frames: Frames;
}

export interface Watch {
  signal: AbortSignal;
  /** at each frame of the page */
  each: (live: Live) => void;
}

/** Rejects if the engine cannot run here, and with the signal's reason. */
export async function solve(
  problem: Problem,
  engine: EngineName,
  { signal, each }: Watch,
): Promise<Solved> {
  const { n, metric, p, q } = problem;
  const pool = poolOn(engine);
  await pool.start(); // kernels are compiled before the clock starts
  signal.throwIfAborted();
  let progress = { pivots: 0, cost: Number.NaN };
  const frames = new Frames(() => each({ ...progress, frames }));
  try {
    const result = await pool.emdGrid(p, q, {
      shape: [n, n],
      metric,
      spacing: 1 / n,
      signal,
      onProgress: (now) => {
        progress = now;
      },
    });
    frames.stop();
    return { problem, engine, result, milliseconds: frames.milliseconds, frames };
  } finally {
    frames.stop();
  }
}
