/** File formats by extension, and their SQL in DuckDB. */

interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly reader: string;
  /** options of the reader; without them it would guess, and commas and spaces in lists mislead it */
  readonly read?: string;
  /** options of COPY … TO */
  readonly copy: string;
}

const FORMATS: readonly Format[] = [
  {
    name: "Parquet",
    extensions: [".parquet", ".pq"],
    reader: "read_parquet",
    copy: "FORMAT parquet, COMPRESSION zstd",
  },
  {
    name: "CSV",
    extensions: [".csv"],
    reader: "read_csv",
    read: "header = true",
    copy: "FORMAT csv, HEADER",
  },
  {
    name: "TSV",
    extensions: [".tsv"],
    reader: "read_csv",
    read: "header = true, delim = '\t'",
    copy: "FORMAT csv, HEADER, DELIMITER '\t'",
  },
  { name: "NDJSON", extensions: [".ndjson", ".jsonl"], reader: "read_ndjson", copy: "FORMAT json" },
  { name: "JSON", extensions: [".json"], reader: "read_json", copy: "FORMAT json, ARRAY" },
];

/** Arrow IPC, files and streams, which DuckDB itself cannot read. */
const ARROW = [".arrow", ".feather", ".arrows", ".ipc"];

/** The extensions of all formats of tables. */
export const TABLE_EXTENSIONS = [...FORMATS.flatMap(({ extensions }) => extensions), ...ARROW];

export function isArrow(path: string): boolean {
  const lower = path.toLowerCase();
  return ARROW.some((end) => lower.endsWith(end));
}

/** The format of a file. CSV and JSON may be compressed (.gz, .zst); Parquet has its own compression. */
export function formatOf(path: string): Format {
  const plain = path.toLowerCase().replace(/(?<!\.parquet|\.pq)\.(gz|zst)$/, "");
  const format = FORMATS.find(({ extensions }) => extensions.some((end) => plain.endsWith(end)));
  if (format) return format;
  throw new RangeError(
    `${path}: unknown extension, expected one of ${TABLE_EXTENSIONS.join(", ")}`,
  );
}

/** Whether a file is uncompressed NDJSON. */
export function isLines(path: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(path);
}

/** Whether a file is JSON, which has no infinity. */
export function isJson(path: string): boolean {
  return !isArrow(path) && formatOf(path).name.endsWith("JSON");
}

/** Whether a file is Parquet, which stores columns apart and knows its number of rows. */
export function isParquet(path: string): boolean {
  return !isArrow(path) && formatOf(path).name === "Parquet";
}

/** @throws RangeError for an unknown extension */
export function requireTableFormat(path: string): void {
  if (!isArrow(path)) formatOf(path);
}

/** Returns a table expression that reads the file. */
export function tableOf(path: string): string {
  const { reader, read } = formatOf(path);
  return `${reader}(${literal(path)}${read ? `, ${read}` : ""})`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
