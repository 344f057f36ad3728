/** File formats by extension, as DuckDB's SQL names them. */

interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly reader: string;
  /** what the reader is not left to guess: commas and spaces in lists would mislead it */
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

/** Arrow IPC, file format and stream; DuckDB does not read it itself. */
const ARROW = [".arrow", ".feather", ".arrows", ".ipc"];

/** The extensions of all tables that can be read and written. */
export const TABLE_EXTENSIONS = [...FORMATS.flatMap(({ extensions }) => extensions), ...ARROW];

export function isArrow(path: string): boolean {
  const lower = path.toLowerCase();
  return ARROW.some((end) => lower.endsWith(end));
}

/** The format of a file; a compressed CSV or JSON file (.gz, .zst) is one too. Parquet is compressed within. */
export function formatOf(path: string): Format {
  const plain = path.toLowerCase().replace(/(?<!\.parquet|\.pq)\.(gz|zst)$/, "");
  const format = FORMATS.find(({ extensions }) => extensions.some((end) => plain.endsWith(end)));
  if (format) return format;
  throw new RangeError(
    `${path}: the extension tells no format, expected one of ${TABLE_EXTENSIONS.join(", ")}`,
  );
}

/** Whether a file is plain NDJSON. */
export function isLines(path: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(path);
}

/** JSON has no infinity. */
export function isJson(path: string): boolean {
  return !isArrow(path) && formatOf(path).name.endsWith("JSON");
}

/** Parquet has its columns apart, and tells its rows. */
export function isParquet(path: string): boolean {
  return !isArrow(path) && formatOf(path).name === "Parquet";
}

/** @throws RangeError if the extension tells no format */
export function requireTableFormat(path: string): void {
  if (!isArrow(path)) formatOf(path);
}

/** A table expression that reads the file. */
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
