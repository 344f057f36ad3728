/** A CSV file as a table. Its first row names the columns. */
import { CsvColumn } from "./csv-column";
import { csvRows, isBlank } from "./csv-rows";
import { type Column, type Opening, type Table, Unusable } from "./table";

/** What a pass over the file has found. */
interface Pass {
  readonly names: readonly string[];
  readonly columns: readonly CsvColumn[];
  rows: number;
  ragged: number; // rows with more or fewer fields than the header
  firstRagged: number;
}

/**
 * @throws Unusable for a file that is no CSV
 */
export async function readCsv(file: File, opening: Opening): Promise<Table> {
  let pass = await readOnce(file, opening);
  while (pass.columns.some(({ surprised }) => surprised)) {
    pass = await readOnce(file, opening, pass);
  }
  const { names, columns, rows } = pass;
  return {
    name: file.name,
    rows,
    columns: names.map((name, k) => columnOf(name, columns[k])),
    notes: raggedNote(file.name, pass),
    values: async (name) => columns[names.indexOf(name)].values(rows),
  };
}

/** Without a value it is a text, as for DuckDB's reader. */
function columnOf(name: string, { isEmpty, reading, because }: CsvColumn): Column {
  if (isEmpty || reading.type !== "text" || because === undefined) {
    return { name, kind: reading.kind, type: isEmpty ? "text" : reading.type };
  }
  return { name, kind: reading.kind, type: reading.type, because };
}

/** Reads all rows, into columns that know what those of the pass before have learnt. */
async function readOnce(file: File, opening: Opening, before?: Pass): Promise<Pass> {
  const absent = new Set(opening.absent.map((text) => text.trim()));
  let pass: Pass | undefined;
  for await (const batch of csvRows(file, opening.onBytes)) {
    if (pass === undefined && batch.length === 0) continue;
    pass ??= started(file, batch.shift() as string[], before);
    for (const row of batch) addRow(pass, row, absent);
  }
  if (pass) return pass;
  throw new Unusable(`${file.name} has no header row`);
}

function started(file: File, header: readonly string[], before?: Pass): Pass {
  if (header.every((name) => name.trim() === "")) {
    throw new Unusable(`${file.name} has no header row: its first line names no column`);
  }
  const columns = header.map((_, k) => new CsvColumn(before?.columns[k]));
  return { names: namesOf(header), columns, rows: 0, ragged: 0, firstRagged: 0 };
}

function addRow(pass: Pass, row: readonly string[], absent: ReadonlySet<string>): void {
  const { columns } = pass;
  if (columns.length > 1 && isBlank(row)) return;
  if (row.length !== columns.length) {
    if (pass.ragged === 0) pass.firstRagged = pass.rows;
    pass.ragged++;
  }
  const fields = Math.min(row.length, columns.length);
  for (let k = 0; k < fields; k++) {
    const text = row[k];
    if (text !== "" && !absent.has(text.trim())) columns[k].add(pass.rows, text);
  }
  pass.rows++;
}

/** As DuckDB names them: a column without a name by its place, a name that is taken with a number. */
function namesOf(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((text, k) => {
    const plain = text.trim() || `column${k}`;
    let name = plain;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${plain}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function raggedNote(name: string, { ragged, firstRagged, columns }: Pass): string[] {
  if (ragged === 0) return [];
  const rows = ragged === 1 ? "1 row has" : `${ragged.toLocaleString("en")} rows have`;
  return [
    `${name}: ${rows} not ${columns.length} fields, the first is row ${firstRagged + 1}; ` +
      "what is not there is missing, what is too much is ignored",
  ];
}
