// npm run bench:losses: losses of classifiers and their gradients, against plain loops and TensorFlow.js,
// on the same inputs in one run. Times are medians; the ratios are what counts.
//
// TensorFlow.js computes in float32, the rest in float64. It is given the gradients as formulas, in as few
// operations as they need: its own differentiation takes more. Its inputs lie in its memory before the
// clock starts, and its gradient stays there; wasmstein checks its inputs, copies them in and the gradient out.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { distillationLoss, sigmoidCrossEntropy, softmaxCrossEntropy, useEngine } from "wasmstein";
import { table } from "../examples/support/table.mjs";
import { random } from "../test/support/random.mjs";
import { distillationByHand, sigmoidByHand, softmaxByHand } from "./support/hand-losses.mjs";
import { machine, median, medians } from "./support/time.mjs";

// TensorFlow.js publishes its builds for Node as CommonJS.
const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const { setWasmPaths } = require("@tensorflow/tfjs-backend-wasm");
setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);

const NAMES = ["wasm", "js", "hand", "tfjs wasm", "tfjs cpu"];
const ROWS = 8192;
const CLASSES = 1000;
const TEMPERATURE = 2;
const SLOW_RUNS = 3; // the cpu backend takes seconds: its median is that of three runs
/** Of the gradient's largest entry, and of the loss: what float32 leaves over sums of a thousand. */
const TOLERANCE = { wasmstein: 1e-12, tfjs: 2e-4 };

const onEngine = (name, run) => ({ before: () => useEngine(name), run });
const times = (ratio) => `${ratio.toFixed(2)}×`;

/** Throws unless a loss and its gradient are those of the hand-written loop. */
function requireEqual(name, found, expected, tolerance) {
  let size = 0;
  let worst = 0;
  for (let k = 0; k < expected.grad.length; k++) {
    size = Math.max(size, Math.abs(expected.grad[k]));
    worst = Math.max(worst, Math.abs(found.grad[k] - expected.grad[k]));
  }
  const off = Math.abs(found.value - expected.value) / Math.abs(expected.value);
  if (!(worst <= tolerance * size && off <= tolerance)) {
    throw new Error(
      `${name}: loss off by ${off}, gradient by ${worst / size} of its largest entry`,
    );
  }
}

/** A task of TensorFlow.js: `compute` gives the mean loss, a scalar, and its gradient. */
function onBackend(backend, prepare, compute) {
  let inputs;
  return {
    async prepare() {
      await tf.setBackend(backend);
      inputs = prepare();
    },
    before: () => tf.setBackend(backend),
    run: () => tf.tidy(() => compute(...inputs).value.dataSync()[0]),
    result: () =>
      tf.tidy(() => {
        const { value, grad } = compute(...inputs);
        return { value: value.dataSync()[0], grad: grad.dataSync() };
      }),
    dispose: () => tf.dispose(inputs),
  };
}

const floats = (values, shape) => tf.tensor(Float32Array.from(values), shape, "float32");

/** exp(x − max) and its sum, for each row, with the logarithm of Σ exp(x). */
function exponentials(x) {
  const max = tf.max(x, 1, true);
  const e = tf.exp(tf.sub(x, max));
  const sum = tf.sum(e, 1, true);
  return { e, sum, log: tf.add(tf.log(sum), max) };
}

/** Times one loss: `ours` and `byHand` write to the gradient they are given and return the mean. */
async function bench({ title, logits, ours, byHand, peer }) {
  const tasks = {};
  const expected = { grad: new Float64Array(logits.length) };
  expected.value = byHand(expected.grad);
  const grad = new Float64Array(logits.length);
  for (const engine of ["wasm", "js"]) {
    useEngine(engine);
    requireEqual(engine, { value: ours(grad), grad }, expected, TOLERANCE.wasmstein);
    tasks[engine] = onEngine(engine, () => ours(grad));
  }
  tasks.hand = { run: () => byHand(grad) };
  for (const backend of ["cpu", "wasm"]) {
    const task = onBackend(backend, peer.prepare, peer.compute);
    await task.prepare();
    requireEqual(`tfjs ${backend}`, task.result(), expected, TOLERANCE.tfjs);
    tasks[`tfjs ${backend}`] = task;
  }
  const { "tfjs cpu": slow, ...quick } = tasks;
  const time = await medians(quick, { rounds: 2, time: 100 });
  await slow.before();
  const samples = Array.from({ length: SLOW_RUNS }, () => {
    const started = performance.now();
    slow.run();
    return performance.now() - started;
  });
  time["tfjs cpu"] = median(samples);
  quick["tfjs wasm"].dispose();
  slow.dispose();
  return [
    title,
    ...NAMES.map((name) => time[name].toFixed(1)),
    ...NAMES.slice(1).map((name) => times(time[name] / time.wasm)),
  ];
}

const next = random(5);
const logitsOf = (count) => Float64Array.from({ length: count }, () => 12 * next() - 6);
const shapeName = (...sizes) => sizes.map((size) => size.toLocaleString("en")).join(" × ");

function softmax() {
  const logits = logitsOf(ROWS * CLASSES);
  const labels = Float64Array.from({ length: ROWS }, () => Math.floor(next() * CLASSES));
  return {
    title: `softmaxCrossEntropy, ${shapeName(ROWS, CLASSES)}`,
    logits,
    ours: (grad) => softmaxCrossEntropy(logits, labels, { classes: CLASSES, grad }).value,
    byHand: (grad) => softmaxByHand(logits, labels, CLASSES, grad),
    peer: {
      prepare() {
        const classes = tf.tensor1d(Int32Array.from(labels), "int32");
        const places = Int32Array.from({ length: 2 * ROWS }, (_, k) =>
          k % 2 === 0 ? k / 2 : labels[(k - 1) / 2],
        );
        return [
          floats(logits, [ROWS, CLASSES]),
          tf.tensor2d(places, [ROWS, 2], "int32"),
          tf.mul(tf.cast(tf.oneHot(classes, CLASSES), "float32"), 1 / ROWS),
        ];
      },
      compute(x, places, targets) {
        const { e, sum, log } = exponentials(x);
        return {
          value: tf.sub(tf.mean(log), tf.mean(tf.gatherND(x, places))),
          grad: tf.sub(tf.div(e, tf.mul(sum, ROWS)), targets),
        };
      },
    },
  };
}

function sigmoid() {
  const logits = logitsOf(1_000_000);
  const targets = Float64Array.from({ length: logits.length }, () => Math.round(next()));
  return {
    title: `sigmoidCrossEntropy, ${shapeName(logits.length)}`,
    logits,
    ours: (grad) => sigmoidCrossEntropy(logits, targets, { grad }).value,
    byHand: (grad) => sigmoidByHand(logits, targets, grad),
    peer: {
      prepare: () => [logits, targets].map((values) => floats(values, [1000, 1000])),
      compute(x, y) {
        const terms = tf.add(tf.sub(tf.relu(x), tf.mul(x, y)), tf.log1p(tf.exp(tf.neg(tf.abs(x)))));
        return {
          value: tf.mean(tf.mean(terms, 1)), // a million float32 summed at once lose three digits
          grad: tf.mul(tf.sub(tf.sigmoid(x), y), 1 / logits.length),
        };
      },
    },
  };
}

function distillation() {
  const rows = 1024;
  const [student, teacher] = [logitsOf(rows * CLASSES), logitsOf(rows * CLASSES)];
  return {
    title: `distillationLoss, ${shapeName(rows, CLASSES)}`,
    logits: student,
    ours: (grad) =>
      distillationLoss(student, teacher, { classes: CLASSES, temperature: TEMPERATURE, grad })
        .value,
    byHand: (grad) => distillationByHand(student, teacher, CLASSES, TEMPERATURE, grad),
    peer: {
      prepare: () => [student, teacher].map((values) => floats(values, [rows, CLASSES])),
      compute(x, y) {
        const s = tf.mul(x, 1 / TEMPERATURE);
        const t = tf.mul(y, 1 / TEMPERATURE);
        const own = exponentials(s);
        const taught = exponentials(t);
        const p = tf.div(taught.e, taught.sum);
        const apart = tf.sum(tf.mul(p, tf.sub(t, s)));
        const logs = tf.sum(tf.sub(own.log, taught.log));
        return {
          value: tf.mul(tf.add(apart, logs), TEMPERATURE ** 2 / rows),
          grad: tf.mul(tf.sub(tf.div(own.e, own.sum), p), TEMPERATURE / rows),
        };
      },
    },
  };
}

console.log(machine());
console.log("loss and gradient, milliseconds; ratios to wasmstein's wasm engine\n");
const rows = [];
for (const problem of [softmax, sigmoid, distillation]) rows.push(await bench(problem()));
console.log(table(["loss", ...NAMES, ...NAMES.slice(1).map((name) => `${name}/wasm`)], rows));
