/** Writes a plan between histograms on one grid as text: one row for each pair of bins with mass. */
import { constants, createWriteStream } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gridIndex } from "../files/grid";
import { writeWhole } from "../files/write-whole";
import type { TransportResult } from "../transport/solve";
import { UsageError } from "./exit";

/** The path that stands for stdout. */
export const STDOUT = "-";

const FORMATS: Readonly<Record<string, "csv" | "ndjson">> = {
  ".csv": "csv",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};
export const PLAN_EXTENSIONS = Object.keys(FORMATS);

const AXES = ["plane", "row", "column"];
const ROWS_AT_ONCE = 1024;

/** Checks, before solving, that the extension is known and the folder writable. */
export async function requirePlanPath(path: string): Promise<void> {
  if (path === STDOUT) return;
  if (!(extname(path).toLowerCase() in FORMATS)) {
    throw new UsageError(
      `--plan ${path}: expected a name that ends in ${PLAN_EXTENSIONS.join(", ")}, or - for CSV on stdout`,
    );
  }
  await access(dirname(path), constants.W_OK);
}

export async function writePlan(
  path: string,
  plan: TransportResult["plan"],
  shape: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const format = path === STDOUT ? "csv" : FORMATS[extname(path).toLowerCase()];
  const text = Readable.from(textOf(plan, shape, format));
  if (path === STDOUT) return pipeline(text, process.stdout, { end: false, signal });
  await writeWhole(path, (temporary) => pipeline(text, createWriteStream(temporary), { signal }));
}

/** source, its coordinates, target, its coordinates, mass; in one dimension the bin is its own coordinate. */
function columnsOf(shape: readonly number[]): string[] {
  const axes = shape.length === 1 ? [] : AXES.slice(-shape.length);
  const bin = (end: string) => [end, ...axes.map((axis) => `${end}_${axis}`)];
  return [...bin("source"), ...bin("target"), "mass"];
}

function* textOf(
  { source, target, mass }: TransportResult["plan"],
  shape: readonly number[],
  format: "csv" | "ndjson",
): Generator<string> {
  const columns = columnsOf(shape);
  const bin = (index: number) =>
    shape.length === 1 ? [index] : [index, ...gridIndex(index, shape)];
  let lines = format === "csv" ? [columns.join(",")] : [];
  for (let k = 0; k < mass.length; k++) {
    const cells = [...bin(source[k]), ...bin(target[k]), mass[k]];
    lines.push(
      format === "csv"
        ? cells.join(",")
        : `{${cells.map((cell, c) => `"${columns[c]}":${cell}`).join(",")}}`,
    );
    if (lines.length < ROWS_AT_ONCE) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}
