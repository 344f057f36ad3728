/** The end of a run: one file that names all its parts, with row counts and hashes. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../score/write-whole";
import { partsOf, type Run, runId } from "./job";
import { type Receipt, readReceipt } from "./part";
import { confined } from "./paths";

export const MANIFEST = "manifest.json";

export interface Manifest {
  readonly run: string;
  readonly input: string;
  readonly rows: number;
  readonly badRows: number;
  /** in the order of the input's rows */
  readonly parts: readonly Omit<Receipt, "id">[];
}

/** Writes the manifest; undefined as long as parts are missing. */
export async function makeManifest(run: Run, root: string): Promise<Manifest | undefined> {
  const parts: Omit<Receipt, "id">[] = [];
  for (let part = 0; part < partsOf(run); part++) {
    const receipt = await readReceipt(run, part, root);
    if (!receipt) return undefined;
    const { id: _, ...entry } = receipt;
    parts.push(entry);
  }
  const sum = (of: "rows" | "badRows") => parts.reduce((total, part) => total + part[of], 0);
  const manifest: Manifest = {
    run: runId(run),
    input: run.input,
    rows: sum("rows"),
    badRows: sum("badRows"),
    parts,
  };
  const path = join(await confined(root, run.output), MANIFEST);
  await writeWhole(path, (temporary) =>
    writeFile(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`),
  );
  return manifest;
}

/** The manifest of this very run, if it is there. */
export async function readManifest(run: Run, root: string): Promise<Manifest | undefined> {
  try {
    const path = join(await confined(root, run.output), MANIFEST);
    const manifest = JSON.parse(await readFile(path, "utf8")) as Manifest;
    return manifest.run === runId(run) ? manifest : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
