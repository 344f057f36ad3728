/** The manifest of a finished run: one file that names all its parts, with row counts and hashes. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../files/write-whole";
import { partCount, type Run, runId } from "./job";
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

/** Writes the manifest and returns it; undefined while parts are missing. */
export async function makeManifest(run: Run, root: string): Promise<Manifest | undefined> {
  const parts: Omit<Receipt, "id">[] = [];
  for (let part = 0; part < partCount(run); part++) {
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
  const folder = await confined(root, run.output);
  await mkdir(folder, { recursive: true });
  await removeLeftovers(folder);
  await writeWhole(join(folder, MANIFEST), (temporary) =>
    writeFile(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`),
  );
  return manifest;
}

/** The manifest, if it exists and belongs to this run. */
export async function readManifest(run: Run, root: string): Promise<Manifest | undefined> {
  try {
    const path = join(await confined(root, run.output), MANIFEST);
    const manifest = JSON.parse(await readFile(path, "utf8")) as Manifest;
    return manifest.run === runId(run) ? manifest : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The temporary names of parts and receipts (write-whole.ts). */
const TEMPORARY = /^\.\.?part-\d+\.(parquet\.)?[0-9a-f]{12}\.(parquet|json)$/;

/** Removes temporary files of killed workers; all parts exist, so none is still needed. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true });
  }
}
