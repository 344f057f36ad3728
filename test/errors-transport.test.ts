import { describe, it } from "vitest";
import * as w from "wasmstein";
import { type BadCall, bad, expectError } from "./support/errors";

const grid = { shape: [2, 2] };
const cases: BadCall[] = [
  [
    "an infinite sample",
    () => w.wasserstein1d([1, Number.POSITIVE_INFINITY], [0]),
    RangeError,
    "wasserstein1d: u[1] is Infinity, expected a finite number",
  ],
  [
    "an order below 1",
    () => w.wasserstein1d([1], [0], { order: 0.5 }),
    RangeError,
    "wasserstein1d: order is 0.5, expected a number ≥ 1, or Infinity",
  ],
  [
    "weights that do not fit",
    () => w.wasserstein1d([1, 2], [0], { uWeights: [1] }),
    RangeError,
    "wasserstein1d: uWeights has 1 entries, expected u.length = 2",
  ],
  [
    "a negative sample weight",
    () => w.wasserstein1d([1, 2], [0], { uWeights: [1, -3] }),
    RangeError,
    "wasserstein1d: uWeights[1] is -3, expected a finite number ≥ 0",
  ],
  [
    "edges that fall",
    () => w.wassersteinHistogram([1, 2], [2, 1], { edges: [0, 2, 1] }),
    RangeError,
    "wassersteinHistogram: edges[2] is 1, expected above edges[1] = 2",
  ],
  [
    "edges that do not fit",
    () => w.wassersteinHistogram([1, 2], [2, 1], { edges: [0, 1] }),
    RangeError,
    "wassersteinHistogram: edges has 2 entries, expected p.length + 1 = 3",
  ],
  [
    "edges and width",
    () => w.wassersteinHistogram([1], [1], { edges: [0, 1], width: 1 }),
    TypeError,
    "wassersteinHistogram: positions, edges and width exclude each other, expected only one",
  ],
  [
    "a circumference of 0",
    () => w.wassersteinCircle([1], [1], { circumference: 0 }),
    RangeError,
    "wassersteinCircle: circumference is 0, expected a finite number > 0",
  ],

  [
    "a cost that does not fit",
    () => w.emd([1, 2], [1, 2, 3], [1, 2]),
    RangeError,
    "emd: cost has 2 entries, expected a.length × b.length = 2 × 3 = 6",
  ],
  [
    "a NaN cost",
    () => w.emd([1], [1], [Number.NaN]),
    RangeError,
    "emd: cost[0] is NaN, expected a finite number",
  ],
  [
    "a NaN single cost",
    () => w.emd([1], [1, 1], Float32Array.of(1, Number.NaN)),
    RangeError,
    "emd: cost[1] is NaN, expected a finite number",
  ],
  [
    "a cost too large",
    () => w.emd([1], [1], [1e305]),
    RangeError,
    "emd: cost[0] is 1e+305, expected at most 1e+300 in size",
  ],
  [
    "negative mass",
    () => w.emd([1, -2], [1], [1, 2]),
    RangeError,
    "emd: a[1] is -2, expected a finite number ≥ 0",
  ],
  [
    "no mass to send",
    () => w.emd([0, 0], [1], [1, 2]),
    RangeError,
    "emd: a has total mass 0, expected at least one weight > 0 to scale it to mass 1",
  ],
  [
    "unequal totals",
    () => w.emd([1], [2], [1], { normalize: false }),
    RangeError,
    "emd: a has total mass 1, b has total mass 2, expected the same to 1e-9 with normalize: false; leave normalize at true to scale both to 1",
  ],
  [
    "negative pivots",
    () => w.emd([1], [1], [1], { maxPivots: -1 }),
    RangeError,
    "emd: maxPivots is -1, expected a whole number ≥ 0",
  ],
  [
    "half a pivot",
    () => w.emd([1], [1], [1], { maxPivots: 0.5 }),
    RangeError,
    "emd: maxPivots is 0.5, expected a whole number ≥ 0",
  ],
  [
    "a time of NaN",
    () => w.emd([1], [1], [1], { timeLimitMs: Number.NaN }),
    RangeError,
    "emd: timeLimitMs is NaN, expected a number ≥ 0",
  ],
  [
    "progress to nobody",
    () => w.emd([1], [1], [1], { onProgress: bad(1) }),
    TypeError,
    "emd: onProgress is 1, expected a function",
  ],

  [
    "an unknown metric",
    () => w.emdPoints([1], [1], { dim: 1, metric: bad("manhattan") }),
    RangeError,
    'emdPoints: metric is "manhattan", expected one of "sqeuclidean", "euclidean", "cityblock", "chebyshev"',
  ],
  [
    "no dim",
    () => w.emdPoints([1], [1], bad(undefined)),
    TypeError,
    "emdPoints: dim is undefined, expected a number",
  ],
  [
    "dim that does not divide",
    () => w.emdPoints([1, 2, 3], [1, 2], { dim: 2 }),
    RangeError,
    "emdPoints: x has 3 entries, expected a multiple of dim = 2",
  ],
  [
    "masses that do not fit",
    () => w.emdPoints([1, 2], [1], { dim: 1, a: [1] }),
    RangeError,
    "emdPoints: a has 1 entries, expected x.length / dim = 2",
  ],
  [
    "a NaN coordinate",
    () => w.emdPoints([1, 2], [1, Number.NaN], { dim: 1 }),
    RangeError,
    "emdPoints: y[1] is NaN, expected a finite number",
  ],
  [
    "points too far apart",
    () => w.emdPoints([0], [1e200], { dim: 1, metric: "sqeuclidean" }),
    RangeError,
    "emdPoints: the distance between the farthest points, or its square, is above 1e+300; scale the coordinates down",
  ],
  [
    "a shape that does not match",
    () => w.emdGrid([1, 2, 3], [1, 2, 3], grid),
    RangeError,
    "emdGrid: a has 3 entries, expected the product of shape = 2 × 2 = 4",
  ],
  [
    "four axes",
    () => w.emdGrid([1], [1], { shape: [1, 1, 1, 1] }),
    RangeError,
    "emdGrid: shape has 4 entries, expected 1 to 3 axes",
  ],
  [
    "half a row",
    () => w.emdGrid([1], [1], { shape: [0.5, 2] }),
    RangeError,
    "emdGrid: shape[0] is 0.5, expected a whole number ≥ 1",
  ],
  [
    "no shape",
    () => w.emdGrid([1], [1], bad({})),
    TypeError,
    "emdGrid: shape is undefined, expected an array of numbers",
  ],
  [
    "a spacing of 0",
    () => w.emdGrid([1, 1, 1, 1], [1, 1, 1, 1], { ...grid, spacing: [1, 0] }),
    RangeError,
    "emdGrid: spacing[1] is 0, expected a finite number > 0",
  ],
  [
    "a spacing too large",
    () => w.emdGrid([1, 0], [0, 1], { shape: [2], spacing: 1e200, metric: "sqeuclidean" }),
    RangeError,
    "emdGrid: spacing is up to 1e+200, expected distances across the grid whose squares are below 1e+300",
  ],
  [
    "a width too large",
    () => w.wassersteinHistogram([1, 0, 1], [1, 0, 1], { width: 1e308 }),
    RangeError,
    "wassersteinHistogram: width × bin[1] is 1e+308, expected at most 1e+300 in size",
  ],
  [
    "text among the edges",
    () => w.wassersteinHistogram([1, 1], [1, 2], { edges: bad([0, "10", 20]) }),
    TypeError,
    'wassersteinHistogram: edges[1] is "10", expected a number',
  ],
  [
    "NaN on the first axis, chebyshev",
    () => w.emdPoints([Number.NaN, 0], [Number.NaN, 1], { dim: 2, metric: "chebyshev" }),
    RangeError,
    "emdPoints: x[0] is NaN, expected a finite number",
  ],
  [
    "a source that is text",
    () => w.initSync(bad("wasmstein.wasm")),
    TypeError,
    'initSync: source is "wasmstein.wasm", expected a WebAssembly.Module or its bytes',
  ],
  [
    "an unknown engine",
    () => w.useEngine(bad("gpu")),
    RangeError,
    'useEngine: name is "gpu", expected one of "wasm", "js", "auto"',
  ],
];

describe("bad input to transport", () => {
  it.each(cases)("%s is named", (_, call, kind, message) => {
    expectError(call, kind, message);
  });
});
