/**
 * The bindings of DuckDB's C API, on which the Node API is built. The Node API reads and writes vectors
 * value by value; with the bindings whole vectors are copied.
 */
import module from "node:module";

export type Bindings = typeof import("@duckdb/node-bindings");
export type RawVector = ReturnType<Bindings["data_chunk_get_vector"]>;

/** Loads the bindings that the installed Node API depends on, wherever they are installed. */
export function bindings(): Bindings {
  loaded ??= module.createRequire(
    module.createRequire(import.meta.url).resolve("@duckdb/node-api"),
  )("@duckdb/node-bindings");
  return loaded as Bindings;
}
let loaded: Bindings | undefined;
