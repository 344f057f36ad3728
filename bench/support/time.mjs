// Timing with tinybench, and the machine's name for the head of every table.
import { cpus } from "node:os";
import { Bench } from "tinybench";

export function machine() {
  const [cpu] = cpus();
  return `${cpu.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${process.platform} ${process.arch}`;
}

/**
 * Median milliseconds of each task. Tasks run in turn, in `rounds` rounds, so that a machine that
 * changes its speed changes it for all; what a task returns is kept and checked to be finite.
 *
 * @param {Record<string, { before?: () => void, run: () => number }>} tasks
 * @returns {Promise<Record<string, number>>}
 */
export async function medians(tasks, { rounds = 3, time = 150 } = {}) {
  const samples = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time, iterations: 5, warmupTime: time / 3, throws: true });
    for (const [name, { before, run }] of Object.entries(tasks)) {
      const checked = () => {
        if (Number.isNaN(run())) throw new Error(`${name} answered NaN`);
      };
      bench.add(name, checked, { beforeAll: before });
    }
    await bench.run();
    for (const task of bench.tasks) samples[task.name].push(task.result.latency.p50);
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, values]) => [name, median(values)]),
  );
}

/** @param {number[]} values */
export function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
