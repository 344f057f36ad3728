// Two parallel segments, example 1 of Arjovsky, Chintala & Bottou, Wasserstein GAN (2017): P on AB at
// x = 0, Q on CD at x = θ. Only W1 says how far they are apart, and only its gradient says which way to go.
import { savePicture } from "./support/picture";
import { linePlot } from "./support/plot";
import { compareSegments } from "./support/segments";
import { table } from "./support/table.mjs";

const rows = Array.from({ length: 21 }, (_, k) => compareSegments((k - 10) / 10));

const show = (x: number) => (x === Infinity ? "∞" : (x + 0).toFixed(4));
console.log(
  table(
    ["θ", "KL", "JS", "W1", "dW1/dθ"],
    rows.map((row) => [
      row.theta.toFixed(1),
      show(row.kl),
      show(row.js),
      show(row.w1),
      String(row.slope + 0),
    ]),
  ),
);
console.log(
  "\nKL is 0 or ∞ and JS is 0 or log 2, with no slope to follow; W1 = |θ|, with slope sign θ.",
);

/** A line on either side, and a dot at θ = 0: the measure jumps there. */
function jump(measure: (row: (typeof rows)[number]) => number) {
  const zero = rows.findIndex((row) => row.theta === 0);
  const points = (from: number, to: number) =>
    rows.slice(from, to).map((row) => [row.theta, measure(row)]);
  const sides = { left: measure(rows[zero - 1]), right: measure(rows[zero + 1]) };
  const all = [
    ...points(0, zero),
    [0, sides.left],
    [0, Number.NaN],
    ...points(zero, zero + 1),
    [0, Number.NaN],
    [0, sides.right],
    ...points(zero + 1, rows.length),
  ];
  return { x: all.map(([x]) => x), y: all.map(([, y]) => y) };
}

savePicture(
  "parallel-segments",
  linePlot({
    title: "Two parallel segments, θ apart",
    x: rows.map((row) => row.theta),
    xLabel: "θ",
    yLabel: "nats for KL and JS, length for W1",
    series: [
      { name: "KL (dot: 0 at θ = 0)", ...jump((row) => row.kl) },
      { name: "JS (dot: 0 at θ = 0)", ...jump((row) => row.js) },
      { name: "W1 = |θ|", y: rows.map((row) => row.w1) },
    ],
  }),
);
