// The main job on real data: how do the delays and distances of each airport, and of each month,
// differ from those of all flights together?
import { emdGrid, engine, paired } from "wasmstein";
import { readFlights } from "./support/flights.mjs";
import { table } from "./support/table.mjs";

const SHOWN = 12; // airports in the tables; all are scored
const MEASURES = [
  ["entropy", "entropy"],
  ["cross-entropy", "cross-ent."],
  ["kl", "KL"],
  ["js", "JS"],
  ["js-distance", "JS dist."],
  ["total-variation", "tot. var."],
  ["hellinger", "Hellinger"],
  ["psi", "PSI"],
  ["wasserstein", "W1"],
];
/** Equal bins; what lies outside goes to the first or the last. */
const AXES = {
  delay: { unit: "minutes", from: -30, width: 7.5, bins: 32 },
  distance: { unit: "miles", from: 0, width: 100, bins: 28 },
};
/** The joint histogram has coarser bins: this many of the above to one. */
const COARSER = { delay: 2, distance: 2 };

const binOf = ({ from, width, bins }, value) =>
  Math.min(bins - 1, Math.max(0, Math.floor((value - from) / width)));

/** Counts by group: a matrix of rows (groups) × bins, and the flights of each group. */
function countBy(groups, bins, binAt) {
  const names = [...new Set(groups)].sort();
  const rowOf = new Map(names.map((name, row) => [name, row]));
  const counts = new Float64Array(names.length * bins);
  const flights = new Float64Array(names.length);
  for (let i = 0; i < groups.length; i++) {
    const bin = binAt(i);
    if (bin < 0) continue; // no delay on record: cancelled
    const row = rowOf.get(groups[i]);
    counts[row * bins + bin]++;
    flights[row]++;
  }
  return { names, counts, flights };
}

function total(counts, bins) {
  const sum = new Float64Array(bins);
  counts.forEach((count, k) => {
    sum[k % bins] += count;
  });
  return sum;
}

const started = performance.now();
console.log("reading three million flights (vega-datasets, Parquet) …");
const flights = await readFlights();
const readIn = performance.now() - started;

let scoringMs = 0;
let comparisons = 0;
const timed = (count, work) => {
  const before = performance.now();
  const result = work();
  scoringMs += performance.now() - before;
  comparisons += count;
  return result;
};

function score(title, groups) {
  const order = (names, sizes) =>
    names
      .map((_, row) => row)
      .sort((a, b) => (names.length > 2 * SHOWN ? sizes[b] - sizes[a] : a - b))
      .slice(0, 2 * SHOWN > names.length ? names.length : SHOWN);

  for (const [column, axis] of Object.entries(AXES)) {
    const values = flights[column];
    const known = (i) => (Number.isNaN(values[i]) ? -1 : binOf(axis, values[i]));
    const { names, counts, flights: sizes } = countBy(groups, axis.bins, known);
    const all = total(counts, axis.bins);
    const positions = Float64Array.from(all, (_, k) => axis.from + (k + 0.5) * axis.width);
    const scores = MEASURES.map(([measure]) =>
      timed(names.length, () =>
        measure === "entropy"
          ? paired(measure, counts, { bins: axis.bins })
          : paired(measure, counts, all, { bins: axis.bins, positions }),
      ),
    );
    console.log(
      `\n${column} in ${axis.unit}, ${title} against all flights (nats; W1 in ${axis.unit})`,
    );
    const rows = order(names, sizes).map((row) => [
      names[row],
      sizes[row],
      ...scores.map((values) => values[row]),
    ]);
    console.log(table([title, "flights", ...MEASURES.map(([, label]) => label)], rows));
    if (rows.some((row) => row.includes(Number.POSITIVE_INFINITY))) {
      console.log("∞: a bin that is empty here and not there");
    }
    if (rows.length < names.length) console.log(`… the largest of ${names.length}, all scored`);
  }

  // Delay × distance: exact earth mover's distance on the grid, one bin's width in each direction
  // counting as much as it is of the column's range.
  const shape = [AXES.delay.bins / COARSER.delay, AXES.distance.bins / COARSER.distance];
  const bins = shape[0] * shape[1];
  const joint = (i) =>
    Number.isNaN(flights.delay[i])
      ? -1
      : Math.floor(binOf(AXES.delay, flights.delay[i]) / COARSER.delay) * shape[1] +
        Math.floor(binOf(AXES.distance, flights.distance[i]) / COARSER.distance);
  const { names, counts, flights: sizes } = countBy(groups, bins, joint);
  const all = total(counts, bins);
  const results = timed(names.length, () =>
    names.map((_, row) =>
      emdGrid(counts.subarray(row * bins, (row + 1) * bins), all, {
        shape,
        spacing: [1 / shape[0], 1 / shape[1]],
      }),
    ),
  );
  console.log(
    `\ndelay × distance, ${title} against all flights: exact 2-D earth mover's distance\n` +
      "(1 is the whole range of a column; gap: how far from optimal it can be at most)",
  );
  const rows = order(names, sizes).map((row) => {
    const { cost, lowerBound, pivots, plan } = results[row];
    return [names[row], sizes[row], cost, cost - lowerBound, pivots, plan.mass.length];
  });
  console.log(table([title, "flights", "EMD", "gap", "pivots", "moves"], rows));
}

score("airport", flights.origin);
score("month", flights.month);

const { name, reason } = engine();
console.log(
  `\n${flights.delay.length.toLocaleString("en")} flights: read in ${(readIn / 1000).toFixed(1)} s; ` +
    `${comparisons.toLocaleString("en")} comparisons in ${scoringMs.toFixed(0)} ms ` +
    `on the ${name} engine${reason ? ` (${reason})` : ""}; ` +
    `${((performance.now() - started) / 1000).toFixed(1)} s in all`,
);
