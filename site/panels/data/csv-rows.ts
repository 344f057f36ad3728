/** The rows of a CSV file, a batch at a time. */
import Papa from "papaparse";
import { bytesOf } from "./bytes";
import { Unusable } from "./table";

const CHUNK = 2 ** 22; // bytes read at a time
const LONGEST_ROW = 2 ** 24; // characters: beyond it a quote is not closed

/**
 * Rows of texts, the header first. Commas, semicolons, tabs and bars are told apart by the first rows;
 * fields may be quoted; a mark of byte order is skipped.
 *
 * @throws Unusable for what is no CSV in UTF-8
 */
export async function* csvRows(
  file: File,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string[][]> {
  const { name, size } = file;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let parser: Papa.Parser | undefined;
  let rest = ""; // the beginning of a row that the next chunk completes
  let rows = -1; // before this batch, without the header

  for (let at = 0; at < size; at += CHUNK) {
    const last = at + CHUNK >= size;
    const bytes = await bytesOf(file, at, at + CHUNK);
    const text = rest + decoded(decoder, bytes, !last, name);
    parser ??= parserFor(name, text);
    const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !last);
    // The last row may be in the midst of its quotes, unless it is the file's.
    const wrong = errors.find(({ row = 0 }) => last || row < data.length);
    if (wrong) throw badQuotes(name, rows + (wrong.row ?? 0));
    rest = text.slice(meta.cursor);
    if (rest.length > LONGEST_ROW) throw badQuotes(name, rows + data.length);
    if (last && isBlank(data.at(-1) ?? [])) data.pop(); // what follows the last line break
    rows += data.length;
    yield data;
    onBytes(Math.min(at + CHUNK, size));
  }
}

/** An empty line. */
export function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0] === "";
}

function decoded(decoder: TextDecoder, bytes: ArrayBuffer, stream: boolean, name: string): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Unusable(`${name} is not text in UTF-8; save it as “CSV UTF-8”`);
  }
}

function parserFor(name: string, text: string): Papa.Parser {
  const { delimiter, linebreak } = Papa.parse(text, { preview: 10 }).meta;
  return new Papa.Parser({
    delimiter: /\.tsv$/i.test(name) ? "\t" : delimiter,
    newline: linebreak as "\n",
  });
}

function badQuotes(name: string, row: number): Unusable {
  const where = row < 0 ? "the header" : `row ${row + 1}`;
  return new Unusable(
    `${name}: a quoted field in ${where} does not end, or has a quote in it that is not doubled`,
  );
}
