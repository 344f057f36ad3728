/**
 * Writes the result of a query as an Arrow IPC file or stream, with one record batch in memory at a time.
 *
 * https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
 */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { DuckDBConnection, DuckDBResult } from "@duckdb/node-api";
import type { RecordBatch, RecordBatchWriter, Schema } from "apache-arrow";
import { type Interruption, interruptible } from "../interruptible";
import { Runs } from "./buffers";
import type { Builder } from "./builder";
import { builderOf } from "./builders";
import { loadLibraries } from "./libraries";
import type { Libraries } from "./vectors";

/** A record batch ends after the chunk that reaches this number of rows or of bytes. */
const BATCH_ROWS = 2 ** 16;
const BATCH_BYTES = 2 ** 24;

/**
 * Writes the result of the query to exactly this path: as a stream if it ends in .arrows or .ipc, else as a
 * file. Rejects, leaving an incomplete file behind, if the query fails or the signal is aborted.
 */
export async function writeArrow(
  connection: DuckDBConnection,
  sql: string,
  path: string,
  interruption: Interruption = {},
): Promise<void> {
  const libraries = await loadLibraries();
  await interruptible(connection, interruption, async () => {
    const result = await connection.stream(sql);
    const asStream = /\.(arrows|ipc)$/i.test(path);
    const bytes = encode(libraries, result, asStream, interruption.signal);
    await pipeline(bytes, createWriteStream(path));
  });
}

async function* encode(
  libraries: Libraries,
  result: DuckDBResult,
  asStream: boolean,
  signal: AbortSignal | undefined,
) {
  const { arrow, raw } = libraries;
  const names = result.deduplicatedColumnNames();
  const types = result.columnTypes();
  const builders = names.map((name, i) =>
    builderOf(libraries, name, types[i] as (typeof types)[0]),
  );
  const fields = builders.map(({ type }, i) => new arrow.Field(names[i] ?? "", type, true));
  const schema = new arrow.Schema(fields);
  const out = ipcWriter(libraries, schema, asStream);
  let rows = 0;
  let bytes = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    signal?.throwIfAborted();
    const count = chunk?.rowCount ?? 0;
    if (chunk && count > 0) {
      const all = new Runs().add(0, count);
      for (const [i, builder] of builders.entries()) {
        bytes += builder.append(raw.data_chunk_get_vector(chunk.chunk, i), all);
      }
      rows += count;
      if (rows < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    }
    if (rows > 0) {
      out.writer.write(recordBatch(libraries, schema, builders, rows));
      yield out.take();
      for (const builder of builders) builder.empty();
      rows = 0;
      bytes = 0;
    }
    if (!chunk || count === 0) break;
  }
  out.writer.finish();
  yield out.take();
}

function recordBatch(
  { arrow }: Libraries,
  schema: Schema,
  builders: readonly Builder[],
  length: number,
): RecordBatch {
  const children = builders.map((builder) => builder.build());
  const type = new arrow.Struct(schema.fields);
  return new arrow.RecordBatch(schema, arrow.makeData({ type, length, children }));
}

/** apache-arrow's writer, with the schema written, and `take`, which returns the bytes since the last call. */
function ipcWriter(
  { arrow }: Libraries,
  schema: Schema,
  asStream: boolean,
): { writer: RecordBatchWriter; take(): Uint8Array } {
  let written: Uint8Array[] = [];
  class Sink extends arrow.AsyncByteQueue {
    override write(bytes: Uint8Array): void {
      written.push(bytes);
    }
  }
  /** Also writes the schema, which the format demands in the stream, and apache-arrow omits. */
  class FileWriter extends arrow.RecordBatchFileWriter {
    protected override _writeSchema(schema: Schema): this {
      return super._writeSchema(schema)._writeMessage(arrow.Message.from(schema));
    }
  }
  const writer: RecordBatchWriter = asStream
    ? new arrow.RecordBatchStreamWriter()
    : new FileWriter();
  writer.reset(new Sink(), schema);
  const take = () => {
    // Copied, since the bytes are views of the builders' memory, which the next batch reuses.
    const bytes = Buffer.concat(written);
    written = [];
    return bytes;
  };
  return { writer, take };
}
