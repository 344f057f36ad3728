/** The optional peers that Arrow files need. */
import { bindings } from "../bindings";
import { peer } from "../peer";
import { registerCodecs } from "./codecs";
import type { Libraries } from "./vectors";

export async function loadLibraries(): Promise<Libraries> {
  const use = "reading and writing Arrow files";
  const arrow = await peer("apache-arrow", use, () => import("apache-arrow"));
  registerCodecs(arrow);
  const duckdb = await peer("@duckdb/node-api", use, () => import("@duckdb/node-api"));
  return { arrow, duckdb, raw: bindings() };
}
