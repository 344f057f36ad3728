/**
 * DuckDB's C interface, as the Node API itself calls it. The Node API sets and gets vectors value by
 * value; columns of lists want their memory copied whole.
 */
import module from "node:module";

export type Bindings = typeof import("@duckdb/node-bindings");
export type RawVector = ReturnType<Bindings["data_chunk_get_vector"]>;

/** The bindings the installed Node API depends on, wherever the package manager has put them. */
export function bindings(): Bindings {
  loaded ??= module.createRequire(
    module.createRequire(import.meta.url).resolve("@duckdb/node-api"),
  )("@duckdb/node-bindings");
  return loaded as Bindings;
}
let loaded: Bindings | undefined;
