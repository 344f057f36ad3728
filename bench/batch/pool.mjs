// What two workers gain over one, on work that falls into parts and on many small problems.
import { emdGrid, pairwise } from "wasmstein";
import { Pool } from "wasmstein/pool";
import { random, randoms } from "../../test/support/random.mjs";
import { median } from "../support/time.mjs";

const ROUNDS = 5;

const next = random(1);
const P = randoms(next, 1000 * 64);
const Q = randoms(next, 1000 * 64);
const images = Array.from({ length: 2000 }, () => [randoms(next, 256), randoms(next, 256)]);
const shape = [16, 16];

const WORK = {
  'pairwise("js"), 1,000 × 1,000 of 64 bins': {
    direct: () => pairwise("js", P, Q, { bins: 64 }),
    pooled: (pool) => pool.pairwise("js", P, Q, { bins: 64 }),
  },
  "2,000 emdGrid, 16 × 16 euclidean": {
    direct: () => Float64Array.from(images, ([a, b]) => emdGrid(a, b, { shape }).cost),
    pooled: async (pool) => {
      const results = await Promise.all(images.map(([a, b]) => pool.emdGrid(a, b, { shape })));
      return Float64Array.from(results, ({ cost }) => cost);
    },
  },
};

/** A row for each work: its name, the three medians, and the ratio of two workers to one. */
export async function poolRows() {
  const pools = [1, 2].map((size) => new Pool({ size }));
  const rows = [];
  for (const [name, { direct, pooled }] of Object.entries(WORK)) {
    const ways = [() => direct(), ...pools.map((pool) => () => pooled(pool))];
    const expected = direct();
    const times = ways.map(() => []);
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [k, way] of ways.entries()) {
        const start = performance.now();
        const values = await way();
        if (round > 0) times[k].push(performance.now() - start); // the first warms up
        if (!values.every((x, i) => Object.is(x, expected[i]))) throw new Error(`${name} differs`);
      }
    }
    const [alone, one, two] = times.map(median);
    rows.push([name, alone, one, two, `${(one / two).toFixed(2)}×`]);
  }
  await Promise.all(pools.map((pool) => pool.close()));
  return rows;
}
