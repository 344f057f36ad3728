// Two parallel segments: P on AB at x = 0, Q on CD at x = θ.
import { emdPoints, jsDivergence, klDivergence, transportGradient } from "wasmstein";

/** Points on each segment. */
export const POINTS = 32;

/** Points on the segment from (x, 0) to (x, 1), as x, y, x, y, … */
export const segment = (x: number) =>
  Float64Array.from({ length: 2 * POINTS }, (_, k) =>
    k % 2 === 0 ? x : ((k >> 1) + 0.5) / POINTS,
  );

/** Masses of P and Q on the union of both supports: the same atoms only if θ = 0. */
function masses(theta: number) {
  const uniform = new Array<number>(POINTS).fill(1 / POINTS);
  const nothing = new Array<number>(POINTS).fill(0);
  return theta === 0
    ? { p: uniform, q: uniform }
    : { p: [...uniform, ...nothing], q: [...nothing, ...uniform] };
}

/** Q from P, θ apart: the measures, and how W1 changes with θ. */
export function compareSegments(theta: number) {
  const { p, q } = masses(theta);
  const [x, y] = [segment(theta), segment(0)];
  const result = emdPoints(x, y, { dim: 2 });
  const gradient = transportGradient(result, x, y, { dim: 2 });
  // Every point of Q moves with θ, so dW1/dθ is the sum of ∂W1/∂x over its points.
  const slope = gradient.reduce((sum, d, k) => (k % 2 === 0 ? sum + d : sum), 0);
  return {
    theta,
    kl: klDivergence(p, q),
    js: jsDivergence(p, q),
    w1: result.cost,
    slope: Math.round(slope * 1e12) / 1e12,
  };
}
