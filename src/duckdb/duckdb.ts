/** wasmstein/duckdb: the measures as SQL functions of an embedded DuckDB. */
import {
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBScalarFunction,
  type DuckDBVector,
  LIST,
} from "@duckdb/node-api";
import { requireBase, requireKind } from "../check";
import { requireOptions } from "../check-options";
import { argumentOf } from "../errors";
import {
  entropy,
  hellinger,
  jsDistance,
  jsDivergence,
  klDivergence,
  paired,
  psi,
  totalVariation,
  wassersteinHistogram,
} from "../index";
import { listsOf } from "./lists";

export interface FunctionOptions {
  /** logarithm base of the divergences; nats by default */
  base?: number;
  /**
   * a row whose lists cannot be compared (a negative weight, a NULL or NaN among the weights, different
   * lengths, no mass): "fail" (default) ends the query with an error, "null" makes its result NULL
   */
  onBadRow?: "fail" | "null";
}

type List = ArrayLike<number>;
type Measure = (p: List, q: List, more: List) => number;

/** DuckDB has an aggregate named `entropy`, so ours has another name and a macro `entropy` calls it. */
const ENTROPY = "list_shannon_entropy";

/** The functions: name, number of lists, implementation. */
function measures(base: number | undefined): readonly (readonly [string, number, Measure])[] {
  const options = base === undefined ? {} : { base };
  return [
    [ENTROPY, 1, (p) => entropy(p, options)],
    ["kl_divergence", 2, (p, q) => klDivergence(p, q, options)],
    ["js_divergence", 2, (p, q) => jsDivergence(p, q, options)],
    ["js_distance", 2, (p, q) => jsDistance(p, q, options)],
    ["psi", 2, (p, q) => psi(p, q, options)],
    ["total_variation", 2, (p, q) => totalVariation(p, q)],
    ["hellinger", 2, (p, q) => hellinger(p, q)],
    ["wasserstein", 2, (p, q) => wassersteinHistogram(p, q)],
    ["wasserstein", 3, (p, q, positions) => wassersteinHistogram(p, q, { positions })],
    // One pair per call, so that a result never depends on the rows before it in a chunk.
    ["emd", 3, (p, q, cost) => paired("emd", p, q, { bins: p.length, cost })[0]],
  ];
}

/**
 * Adds scalar functions of lists of numbers to the database of a connection, so that
 * `SELECT id, js_distance(p, q) FROM …` works: `entropy(p)`, `kl_divergence(p, q)`,
 * `js_divergence(p, q)`, `js_distance(p, q)`, `psi(p, q)`, `total_variation(p, q)`, `hellinger(p, q)`,
 * `wasserstein(p, q [, positions])`, and `emd(p, q, cost)` with the ground cost as one list, row by row.
 *
 * Lists are histograms and are normalised. NULL for any of them gives NULL. DuckDB's own aggregate
 * `entropy(x)` is still available as `system.main.entropy(x)`.
 *
 * @throws TypeError or RangeError for invalid options
 */
export async function registerFunctions(
  connection: DuckDBConnection,
  options?: FunctionOptions,
): Promise<void> {
  const fn = "registerFunctions";
  requireOptions(fn, options, ["base", "onBadRow"]);
  requireBase(fn, options?.base);
  const { base, onBadRow = "fail" } = options ?? {};
  requireKind(fn, "onBadRow", onBadRow, ["fail", "null"]);
  for (const [name, lists, measure] of measures(base)) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: new Array(lists).fill(LIST(DOUBLE)),
        returnType: DOUBLE,
        mainFunction: (_info, chunk, results) => fill(results, chunk, name, measure, onBadRow),
      }),
    );
  }
  await connection.run(`CREATE OR REPLACE TEMP MACRO entropy(p) AS ${ENTROPY}(p)`);
}

function fill(
  results: DuckDBVector,
  chunk: DuckDBDataChunk,
  name: string,
  measure: Measure,
  onBadRow: FunctionOptions["onBadRow"],
): void {
  const columns = Array.from({ length: chunk.columnCount }, (_, k) => listsOf(chunk, k));
  for (let row = 0; row < chunk.rowCount; row++) {
    const lists = columns.map((listOf) => listOf(row));
    const isNull = lists.includes(null);
    results.setItem(row, isNull ? null : evaluate(name, measure, lists as List[], onBadRow));
  }
  results.flush();
}

function evaluate(
  name: string,
  measure: Measure,
  [p, q, more]: List[],
  onBadRow: FunctionOptions["onBadRow"],
): number | null {
  try {
    return measure(p, q, more);
  } catch (error) {
    if (onBadRow === "null") return null;
    const wrong = argumentOf(error);
    const fault = wrong ? `${wrong.name} ${wrong.fault}` : (error as Error).message;
    throw new Error(`${name === ENTROPY ? "entropy" : name}: ${fault}`, { cause: error });
  }
}
