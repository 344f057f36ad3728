/** Tells by its first bytes what a file is. */
import { bytesOf } from "./bytes";
import { readCsv } from "./csv-table";
import { openParquet } from "./parquet-table";
import { type Opening, type Table, Unusable } from "./table";

/** Beyond this a browser may give the page no more memory. */
const LARGEST = 2 ** 30;

/**
 * @throws Unusable for a file that is no table, or too large a one
 */
export async function openTable(file: File, opening: Opening): Promise<Table> {
  const { name, size } = file;
  if (size === 0) throw new Unusable(`${name} is empty`);
  if (size > LARGEST) {
    throw new Unusable(
      `${name} is larger than 1 GB, too much for a page; in a terminal: wasmstein drift`,
    );
  }
  const head = new Uint8Array(await bytesOf(file, 0, 4096));
  if (startsWith(head, "PAR1")) return openParquet(file);
  const stranger = strangerIn(head, name);
  if (stranger === undefined) return readCsv(file, opening);
  throw new Unusable(`${name} is ${stranger}; expected a CSV or Parquet file`);
}

const STRANGERS: readonly [string, string][] = [
  ["PK\x03\x04", "a ZIP archive or an Excel workbook"],
  ["\x1f\x8b", "compressed by gzip"],
  ["\x28\xb5\x2f\xfd", "compressed by zstd"],
  ["\xff\xfe", "text in UTF-16, not UTF-8"],
  ["\xfe\xff", "text in UTF-16, not UTF-8"],
];

function strangerIn(head: Uint8Array, name: string): string | undefined {
  const known = STRANGERS.find(([start]) => startsWith(head, start));
  if (known) return known[1];
  if (/\.(parquet|pq)$/i.test(name)) return "no Parquet file, whatever its name";
  if (/\.(json|ndjson|jsonl)$/i.test(name)) return "JSON";
  return head.includes(0) ? "no text" : undefined;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, k) => bytes[k] === character.charCodeAt(0));
}
