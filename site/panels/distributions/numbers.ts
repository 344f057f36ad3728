/** What both histograms say about each other, as the texts and gauges of the page. */
import {
  crossEntropy,
  emdGrid,
  entropy,
  jsDistance,
  jsDivergence,
  klDivergence,
  type TransportResult,
  totalVariation,
  wassersteinHistogram,
} from "wasmstein";
import { element, write } from "../../page/elements";
import { decimal } from "../../page/figures";
import { hasEarth } from "./histogram";

export type Unit = "nats" | "bits";

/** Writes all numbers; what needs a histogram without earth is not defined. */
export function showNumbers(p: Float64Array, q: Float64Array, unit: Unit): void {
  const options = unit === "bits" ? { base: 2 } : {};
  const { hp, hq, pq, qp, ce, js, distance, tv, w1, cost } = measure(p, q, options);
  const uniform = entropy(new Float64Array(p.length).fill(1), options);
  const bit = entropy([1, 1], options);
  const sum = Number.isNaN(ce) ? "H(P) + KL(P‖Q)" : `${figure(hp)} + ${figure(pq)}`;
  const mostEntropy = `entropy in ${unit}\n${figure(uniform)} at most`;

  show("hp", hp, hp / uniform, mostEntropy);
  show("hq", hq, hq / uniform, mostEntropy);
  show("pq", pq, unbounded(pq, uniform), extra(pq, unit, "P", "Q"));
  show("qp", qp, unbounded(qp, uniform), extra(qp, unit, "Q", "P"));
  show("ce", ce, unbounded(ce, uniform), `cross-entropy\n= ${sum}`);
  show("js", js, js / bit, `${figure(bit)} at most\n√JS = ${figure(distance)}`);
  show("tv", tv, tv, "the share of earth that must move");
  show("w1", w1, w1 / (p.length - 1), `in bins\nplan’s cost ${figure(cost)}`);
}

/** NaN where a number is not defined. */
function measure(p: Float64Array, q: Float64Array, options: { base?: number }) {
  const both = hasEarth(p) && hasEarth(q);
  const one = (h: Float64Array) => (hasEarth(h) ? entropy(h, options) : Number.NaN);
  const two = (value: () => number) => (both ? value() : Number.NaN);
  return {
    hp: one(p),
    hq: one(q),
    pq: two(() => klDivergence(p, q, options)),
    qp: two(() => klDivergence(q, p, options)),
    ce: two(() => crossEntropy(p, q, options)),
    js: two(() => jsDivergence(p, q, options)),
    distance: two(() => jsDistance(p, q, options)),
    tv: two(() => totalVariation(p, q)),
    w1: two(() => wassersteinHistogram(p, q)),
    cost: two(() => emdGrid(p, q, { shape: [p.length] }).cost),
  };
}

/** A number, how full its gauge is, and a note on it. */
function show(name: string, value: number, share: number, note: string): void {
  write({ [`distributions-${name}`]: figure(value), [`distributions-${name}-note`]: note });
  const gauge = element(`distributions-${name}-gauge`, HTMLElement);
  gauge.style.setProperty("--share", String(Number.isNaN(share) ? 0 : Math.min(share, 1)));
}

/**
 * Of all plans that cost W1, the one whose ways never cross: the cheapest by squared distances, which
 * on a line is optimal for the plain distances too. None without earth.
 */
export function planOf(p: Float64Array, q: Float64Array): TransportResult["plan"] | undefined {
  if (!hasEarth(p) || !hasEarth(q)) return undefined;
  return emdGrid(p, q, { shape: [p.length], metric: "sqeuclidean" }).plan;
}

/** What is carried when the earth has gone this share of its way, and what will have been in the end. */
export function carried(p: Float64Array, q: Float64Array, share: number): string {
  if (!hasEarth(p) || !hasEarth(q)) return "–";
  const w1 = wassersteinHistogram(p, q);
  return `${decimal(share * w1, 2)} of ${decimal(w1, 2)}`;
}

const figure = (value: number) => (Number.isNaN(value) ? "–" : decimal(value));

/** What a Kullback–Leibler divergence means, finite or not. */
function extra(kl: number, unit: Unit, from: string, to: string): string {
  if (kl === Number.POSITIVE_INFINITY) return `${from} has earth where ${to} has none`;
  return `extra ${unit} to code ${from} as if it were ${to}`;
}

/** From 0 to 1 at ∞, and a half at `middle`. */
const unbounded = (value: number, middle: number) =>
  value === Number.POSITIVE_INFINITY ? 1 : value / (value + middle);
