/** A Parquet file as a table: only what is asked for is read, a column at a time. */
import {
  type AsyncBuffer,
  type ColumnData,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from "hyparquet";
import { bytesOf } from "./bytes";
import { columnOf, isDecimal, numberReader, PARSERS } from "./parquet-column";
import { type Table, Unusable } from "./table";

/**
 * @throws Unusable for a file that is not whole
 */
export async function openParquet(file: File): Promise<Table> {
  const { name } = file;
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice: (start, end = file.size) => bytesOf(file, start, end),
  };
  const metadata = await readable(name, parquetMetadataAsync(buffer, { geoparquet: false }));
  const trees = parquetSchema(metadata).children;
  const columns = trees.map(columnOf);
  const rows = Number(metadata.num_rows);
  const plain = { ...metadata, schema: metadata.schema.map(withoutScale) };
  return {
    name,
    rows,
    columns,
    notes: [],
    async values(column) {
      const at = columns.findIndex((one) => one.name === column);
      const chunks = await readable(name, readChunks(buffer, plain, column));
      return columns[at].kind === "categorical"
        ? texts(chunks, rows)
        : numbers(chunks, rows, numberReader(trees[at].element));
    },
  };
}

/** Decimals are read as whole numbers, which lose nothing; numberReader knows their scale. */
function withoutScale(element: SchemaElement): SchemaElement {
  if (!isDecimal(element)) return element;
  const { converted_type: _, logical_type: __, ...plain } = element;
  return plain;
}

async function readChunks(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
): Promise<ColumnData[]> {
  const chunks: ColumnData[] = [];
  await parquetRead({
    file,
    metadata,
    columns: [column],
    compressors: await decompressors(),
    parsers: PARSERS,
    utf8: false, // texts say that they are; other bytes are numbers
    onChunk: (chunk) => chunks.push(chunk),
  });
  return chunks;
}

/** One of them is WebAssembly. Where that is refused hyparquet's own are left: snappy, and none. */
function decompressors(): Promise<Compressors> {
  loaded ??= import("hyparquet-compressors").then(
    ({ compressors }) => compressors,
    () => ({}),
  );
  return loaded;
}
let loaded: Promise<Compressors> | undefined;

function numbers(
  chunks: readonly ColumnData[],
  rows: number,
  read: ReturnType<typeof numberReader>,
): Float64Array {
  const all = new Float64Array(rows).fill(Number.NaN);
  for (const { columnData, rowStart } of chunks) {
    for (let k = 0; k < columnData.length; k++) {
      const value = columnData[k];
      if (value !== null && value !== undefined) all[rowStart + k] = read(value);
    }
  }
  return all;
}

function texts(chunks: readonly ColumnData[], rows: number): (string | null)[] {
  const all: (string | null)[] = new Array(rows).fill(null);
  for (const { columnData, rowStart } of chunks) {
    for (let k = 0; k < columnData.length; k++) {
      const value = columnData[k];
      if (value !== null && value !== undefined) all[rowStart + k] = String(value);
    }
  }
  return all;
}

async function readable<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${name} cannot be read: ${(error as Error).message}`);
  }
}
