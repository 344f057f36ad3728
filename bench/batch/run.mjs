// npm run bench:batch: the pool with one and two workers, the command against DuckDB's own SQL, and the
// peak memory of the command on a stream of five gigabytes that is generated as it is read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "../../examples/support/table.mjs";
import { machine } from "../support/time.mjs";
import { poolRows } from "./pool.mjs";
import { scoreRows } from "./score.mjs";
import { streamRows } from "./stream.mjs";

const folder = mkdtempSync(join(tmpdir(), "wasmstein-bench-"));
try {
  console.log(`${machine()}\n`);
  console.log("a pool, milliseconds, medians of 5; the same bits as without one");
  console.log(table(["work", "no pool", "1 worker", "2 workers", "2 against 1"], await poolRows()));
  console.log("\nwhole processes from Parquet to Parquet, 200,000 pairs × 64 bins, medians of 7");
  console.log(table(["process", "seconds", "MiB at most"], await scoreRows(folder)));
  console.log("\nwasmstein score - : KL and JS of an NDJSON stream, 64 bins");
  console.log(table(["stream", "seconds", "MB/s", "MiB at most"], await streamRows()));
} finally {
  rmSync(folder, { recursive: true });
}
