import { random } from "../../test/support/random.mjs";

/** Seeded numbers of the standard normal distribution, by Box and Muller. */
export function normals(seed: number): () => number {
  const next = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
