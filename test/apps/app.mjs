/** The app of bundlers.test.ts and runtimes.test.ts: one source, whatever builds and runs it. */
import { init } from "wasmstein";
import { Pool } from "wasmstein/pool";
import { figures, grids } from "./figures.mjs";

async function main() {
  const direct = figures(await init());
  const pool = new Pool({ size: 1 });
  const pooled = await pool.emdGrid(...grids);
  await pool.close();
  console.log(JSON.stringify({ ...direct, pooled }));
}
main();
