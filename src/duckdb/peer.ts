/** Imports optional peer dependencies when they are needed. */
import module from "node:module";

/** Imports a peer; the error says how to install it. */
export async function peer<T>(name: string, use: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new Error(`${use} needs ${name}, which cannot be loaded: npm install ${name}`, { cause });
  }
}

/** Uses require() instead of import(): importing CommonJS scans all its files for exports. */
export function loadDuckDB(): Promise<typeof import("@duckdb/node-api")> {
  const use = "reading and writing data files";
  return peer("@duckdb/node-api", use, async () =>
    module.createRequire(import.meta.url)("@duckdb/node-api"),
  );
}
