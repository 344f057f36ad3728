/** What a solved problem says of itself, in the page's words and numbers. */
import type { EngineName, TransportResult } from "wasmstein";
import { write } from "../../page/elements";
import { count, decimal, duration, scientific } from "../../page/figures";
import type { Live, Problem, Solved } from "./solve";

const DISTANCES = {
  sqeuclidean: { name: "W₂(P, Q)", of: Math.sqrt },
  euclidean: { name: "W₁(P, Q)", of: (cost: number) => cost },
  cityblock: { name: "W₁(P, Q)", of: (cost: number) => cost },
} satisfies Record<Problem["metric"], { name: string; of: (cost: number) => number }>;

const NONE = "…";

/** Before anything is known of the problem. */
export function writeNothing(state: string, { metric }: Problem): void {
  const ids = ["distance", "cost", "bound", "gap", "pivots", "time", "rate", "wait"];
  write(Object.fromEntries(ids.map((id) => [`images-${id}`, NONE])));
  write({ "images-distance-name": DISTANCES[metric].name, "images-state": state });
}

/** What is known before the end. */
export function writeLive({ pivots, cost, frames }: Live): void {
  write({
    "images-cost": Number.isNaN(cost) ? NONE : `so far ${cost.toPrecision(6)}`,
    "images-pivots": count(pivots),
    "images-time": duration(frames.milliseconds),
    "images-rate": frames.perSecond?.toFixed(0) ?? NONE,
    "images-wait": duration(frames.widest),
  });
}

export function writeSolved({ problem, result, milliseconds, frames }: Solved): void {
  const { cost, lowerBound, pivots, status } = result;
  const { name, of } = DISTANCES[problem.metric];
  const gap = cost === 0 ? 0 : (cost - lowerBound) / cost;
  write({
    "images-distance-name": name,
    "images-distance": decimal(of(cost), 6),
    "images-cost": String(cost),
    "images-bound": String(lowerBound),
    "images-gap": scientific(gap),
    "images-state": status,
    "images-pivots": count(pivots),
    "images-time": duration(milliseconds),
    "images-rate": frames.perSecond?.toFixed(0) ?? NONE,
    "images-wait": duration(frames.widest),
  });
}

/** The last runs of both engines on the same problem, against each other. */
export function writeEngines(runs: ReadonlyMap<EngineName, Solved>): void {
  write({ "images-engines": compared(runs.get("wasm"), runs.get("js")) });
}

function compared(wasm: Solved | undefined, js: Solved | undefined): string {
  if (!wasm || !js) return "Compute it on both engines to compare them.";
  const times = (js.milliseconds / wasm.milliseconds).toFixed(1);
  const bits = sameBits(wasm.result, js.result)
    ? "Cost, bound, plan and potentials are the same bits."
    : "Their results differ, which they never should: please report it.";
  return `WebAssembly ${duration(wasm.milliseconds)}, JavaScript ${duration(js.milliseconds)}: ${times} times. ${bits}`;
}

/** Whether all numbers of both results are the same, to the last bit. */
function sameBits(a: TransportResult, b: TransportResult): boolean {
  const [ours, theirs] = [a, b].map(({ cost, lowerBound, pivots, plan, potentials }) => [
    Float64Array.of(cost, lowerBound, pivots),
    ...[plan.source, plan.target, plan.mass, potentials.source, potentials.target],
  ]);
  return ours.every(
    (numbers, k) =>
      numbers.length === theirs[k].length &&
      numbers.every((number, i) => Object.is(number, theirs[k][i])),
  );
}
