/** The optional peers that Arrow files need. */
import { registerCodecs } from "./arrow-codecs";
import type { Libraries } from "./arrow-vectors";
import { bindings } from "./bindings";
import { peer } from "./peer";

export async function loadLibraries(): Promise<Libraries> {
  const use = "reading and writing Arrow files";
  const arrow = await peer("apache-arrow", use, () => import("apache-arrow"));
  registerCodecs(arrow);
  const duckdb = await peer("@duckdb/node-api", use, () => import("@duckdb/node-api"));
  return { arrow, duckdb, raw: bindings() };
}
