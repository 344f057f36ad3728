/** Two parallel segments: a jump, a step, a slope. */
import { emdPoints } from "wasmstein";
import { compareSegments, POINTS, segment } from "../../../examples/support/segments";
import { Chart } from "../../page/chart";
import { element, write } from "../../page/elements";
import { decimal } from "../../page/figures";
import { Stage, type Surface } from "../../page/stage";
import { onDrag } from "./drag";

const STEPS = 100; // of θ, from 0 to 1
const INFINITE = 1.2; // where the curve of an infinite KL is drawn
const VALUES = new Map([
  ...[0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => [value, String(value)] as const),
  [INFINITE, "∞"],
]);
const RATE = 0.02; // of the descent, per frame

export function mount(): void {
  const slider = element("segments-theta", HTMLInputElement);
  const button = element("segments-descend", HTMLButtonElement);
  const picture = new Stage(element("segments-picture", HTMLCanvasElement), (surface) =>
    drawSegments(surface, slider.valueAsNumber),
  );
  const charts = [valuesChart(), gradientsChart()];
  let descent = 0;

  const show = () => {
    const theta = slider.valueAsNumber;
    const { kl, js, w1, slope } = compareSegments(theta);
    write({
      "segments-theta-value": decimal(theta, 2),
      "segments-kl": decimal(kl),
      "segments-js": decimal(js),
      "segments-w1": decimal(w1),
      "segments-slope": theta === 0 ? "none at 0" : decimal(slope),
    });
    for (const { chart } of charts) chart.mark(theta);
    picture.redraw();
  };
  const move = (theta: number) => {
    slider.valueAsNumber = theta;
    show();
  };
  const stop = () => {
    cancelAnimationFrame(descent);
    descent = 0;
  };
  /** One step of gradient descent on W1, a frame at a time, until the step would lead past its end. */
  const descend = () => {
    const theta = slider.valueAsNumber;
    const near = Math.abs(theta) <= RATE;
    move(near ? 0 : theta - RATE * compareSegments(theta).slope);
    descent = near ? 0 : requestAnimationFrame(descend);
  };

  slider.addEventListener("input", () => {
    stop();
    show();
  });
  button.addEventListener("click", () => {
    stop();
    if (slider.valueAsNumber === 0) move(1);
    descend();
  });
  for (const { chart, host } of charts) {
    onDrag(host, (clientX) => {
      stop();
      move(chart.xAt(clientX));
    });
  }
  show();
}

/** All θ of the curves; at 0 the measures jump. */
const THETAS = Array.from({ length: 2 * STEPS + 1 }, (_, k) => (k - STEPS) / STEPS);
type Row = ReturnType<typeof compareSegments>;
let rows: Row[] | undefined;
const curve = (of: (row: Row) => number | null) => {
  rows ??= THETAS.map(compareSegments);
  return rows.map(of);
};
/** A column with a gap at θ = 0. */
const beside = (of: (row: Row) => number) => curve((row) => (row.theta === 0 ? null : of(row)));
/** A column of the places alone where θ has this sign. */
const where = (sign: number, of: (row: Row) => number) =>
  curve((row) => (Math.sign(row.theta) === sign ? of(row) : null));

function valuesChart() {
  const host = element("segments-values", HTMLDivElement);
  const chart = new Chart(host, {
    x: "θ",
    y: "nats, or distance",
    range: [-0.05, 1.25],
    ticks: VALUES,
    curves: [
      { name: "KL", colour: "fourth" },
      { name: "JS", colour: "fifth" },
      { name: "KL and JS at 0", colour: "ink", dots: true },
      { name: "W1", colour: "third" },
    ],
  });
  const drawn = (value: number) => Math.min(value, INFINITE);
  chart.show([
    THETAS,
    beside(({ kl }) => drawn(kl)),
    beside(({ js }) => js),
    where(0, ({ js }) => js),
    curve(({ w1 }) => w1),
  ]);
  return { chart, host };
}

function gradientsChart() {
  const host = element("segments-gradients", HTMLDivElement);
  const chart = new Chart(host, {
    x: "θ",
    y: "slope",
    range: [-1.25, 1.25],
    curves: [
      { name: "∂JS/∂θ", colour: "fifth" },
      { name: "∂W1/∂θ left of 0", colour: "third" },
      { name: "∂W1/∂θ right of 0", colour: "third" },
    ],
  });
  // JS is the same on both sides of every θ but 0, where it has no derivative.
  const [before, after] = [-1, 1].map((side) =>
    THETAS.map((theta) => compareSegments(theta + side / (4 * STEPS)).js),
  );
  const slopes = after.map((js, k) => 2 * STEPS * (js - before[k]));
  chart.show([
    THETAS,
    beside(({ theta }) => slopes[THETAS.indexOf(theta)]),
    where(-1, ({ slope }) => slope),
    where(1, ({ slope }) => slope),
  ]);
  return { chart, host };
}

const MARGIN = 24;

/** Both segments in a window from x = −1.1 to 1.1, and the plan that carries Q to P. */
function drawSegments({ context, width, height, palette }: Surface, theta: number): void {
  const [p, q] = [segment(0), segment(theta)];
  const across = (x: number) => (width * (x + 1.1)) / 2.2;
  const down = (y: number) => height - MARGIN - (height - 2 * MARGIN) * y;
  const { plan } = emdPoints(q, p, { dim: 2 });

  context.strokeStyle = palette.third;
  context.globalAlpha = 0.6;
  context.beginPath();
  for (let k = 0; k < plan.mass.length; k++) {
    const [from, to] = [2 * plan.source[k], 2 * plan.target[k]];
    context.moveTo(across(q[from]), down(q[from + 1]));
    context.lineTo(across(p[to]), down(p[to + 1]));
  }
  context.stroke();
  context.globalAlpha = 1;

  for (const [points, colour, name, x] of [
    [p, palette.p, "P", 0],
    [q, palette.q, "Q", theta],
  ] as const) {
    context.fillStyle = colour;
    for (let k = 0; k < POINTS; k++) {
      context.beginPath();
      context.arc(across(points[2 * k]), down(points[2 * k + 1]), 2.5, 0, 2 * Math.PI);
      context.fill();
    }
    context.font = "600 14px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillText(name, across(x), name === "P" ? height - 6 : 16);
  }
}
