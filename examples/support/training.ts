// Training of a generator in one dimension on a target of two modes, against a perfect opponent.
import { gradientOf, type LossName } from "./adversaries";
import { Generator } from "./generator";
import { normals } from "./normals";

export const SAMPLES = 200;
export const STEPS = 400;
const RATE = 0.05;
/** Plain gradient descent: a rule that rescales gradients, as Adam does, would hide how small they are. */
const LONGEST = 1; // a longer gradient is cut to this norm, so that one rate suits all losses
const SEED = 2014;

export const FIRST_MODE = 5;
export const SECOND_MODE = 8;
const DEVIATION = 0.3;

export const FAR = 0; // a start where the target has no mass
export const BETWEEN = (FIRST_MODE + SECOND_MODE) / 2; // one where the supports meet

/** Samples of the target, half of each mode. */
export const target = (next: () => number) =>
  Float64Array.from(
    { length: SAMPLES },
    (_, k) => (k % 2 === 0 ? FIRST_MODE : SECOND_MODE) + DEVIATION * next(),
  );

export const norm = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));

/** Samples of both sides at one step, and what the generator learns from them. */
export interface Round {
  step: number;
  /** of the generator */
  x: Float64Array;
  /** of the target */
  y: Float64Array;
  loss: number;
  /** ∂loss/∂x at the generator's samples */
  slopes: Float64Array;
}

/**
 * Trains from samples around `start`, a step for each round that is asked for, without end. Each step
 * draws fresh samples of both sides: the same noise and the same target for every loss.
 */
export function* train(loss: LossName, start: number): IterableIterator<Round> {
  const next = normals(SEED);
  const generator = new Generator(next, start);
  for (let step = 0; ; step++) {
    const noise = Float64Array.from({ length: SAMPLES }, next);
    const x = generator.run(noise);
    const y = target(next);
    const felt = gradientOf(loss, x, y);
    yield { step, x, y, ...felt };
    const gradient = generator.backward(noise, felt.slopes);
    generator.descend(gradient, RATE * Math.min(1, LONGEST / norm(gradient)));
  }
}
