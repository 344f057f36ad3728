/**
 * The record batches of an Arrow IPC file, one at a time.
 *
 * The file format is the magic "ARROW1", two bytes of padding, a stream, and a footer with the positions
 * of the dictionaries and batches, its length and the magic again. apache-arrow's reader of the file
 * format needs the whole file, so its stream reader is used for both formats. From a file it gets the
 * blocks that the footer lists, dictionaries first. (The stream inside the file cannot be used as it is:
 * apache-arrow writes it without the schema, and a dictionary may follow the batch that uses it.)
 *
 * Apache Arrow Columnar Format 1.5, "Serialization and Interprocess Communication (IPC)":
 * https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format
 */
import type { RecordBatch, Schema } from "apache-arrow";
import { type Block, type Footer, MAGIC, readFooter } from "./footer";
import { type Read, reopenedFile } from "./reopened-file";

type Arrow = typeof import("apache-arrow");

export interface Batches extends Iterable<RecordBatch> {
  readonly schema: Schema;
}

/** Reads the schema; the result can be iterated any number of times. */
export function openBatches(arrow: Arrow, path: string): Batches {
  const { size, read } = reopenedFile(path);
  const { schema, blocks } = explained(path, () => contents(arrow, size, read));
  if (!schema) throw new Error(`${path}: holds no Arrow schema`);
  return {
    schema,
    *[Symbol.iterator]() {
      const reader = arrow.RecordBatchReader.from(chunks(read, blocks));
      // With a schema given, the reader expects none before the first batch.
      explained(path, () => reader.reset(schema).open());
      for (;;) {
        const { done, value } = explained(path, () => reader.next());
        if (done) return;
        yield value;
      }
    },
  };
}

function contents(arrow: Arrow, size: number, read: Read): Footer {
  const head = read(0, Math.min(size, 8));
  if (text(head.subarray(0, MAGIC.length)) === MAGIC) {
    const tail = read(Math.max(0, size - 10), 10);
    const length = tail.length === 10 ? new DataView(tail.buffer).getInt32(0, true) : 0;
    if (text(tail.subarray(4)) !== MAGIC || length <= 0 || length > size - 18) {
      throw new Error("an Arrow file without its footer: it was not written completely");
    }
    return readFooter(arrow, read(size - 10 - length, length));
  }
  // A message begins with −1, or before version 0.15 with the length of its metadata.
  const first = head.length === 8 ? new DataView(head.buffer).getInt32(0, true) : 0;
  if (first !== -1 && !(first > 0 && first < size))
    throw new Error("not an Arrow IPC file or stream");
  const blocks = [{ position: 0, length: size }];
  return { schema: arrow.RecordBatchReader.from(chunks(read, blocks)).open().schema, blocks };
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** The bytes of the blocks. apache-arrow calls `next(size)` with the number of bytes it needs. */
function chunks(read: Read, blocks: readonly Block[]): IterableIterator<Uint8Array> {
  let block = 0;
  let done = 0; // bytes of the current block already read
  return {
    [Symbol.iterator]() {
      return this;
    },
    next(...[size = 8]: [number?]) {
      while (done >= (blocks[block]?.length ?? Number.POSITIVE_INFINITY)) {
        block++;
        done = 0;
      }
      const current = blocks[block];
      if (!current) return { done: true, value: undefined };
      const value = read(current.position + done, Math.min(size, current.length - done));
      if (size > 0 && value.length === 0) throw new Error("a record batch lies outside the file");
      done += value.length;
      return { done: false, value };
    },
  };
}

function explained<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
