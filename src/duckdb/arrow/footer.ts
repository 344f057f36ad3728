/**
 * Reads the footer of an Arrow IPC file: the schema, and the positions of dictionaries and record batches.
 *
 * The footer is a flatbuffer. A table begins with the distance back to its vtable, which contains the
 * distance of each field from the table, or 0. The fields are version, schema, dictionaries, recordBatches.
 * https://github.com/apache/arrow/blob/main/format/File.fbs, https://flatbuffers.dev/internals/
 */
import type { Schema } from "apache-arrow";

type Arrow = typeof import("apache-arrow");

/** A message in the file, with its body. */
export interface Block {
  readonly position: number;
  readonly length: number;
}

export interface Footer {
  readonly schema: Schema;
  readonly blocks: readonly Block[]; // the dictionaries, then the record batches
}

export const MAGIC = "ARROW1";
const HEAD = Uint8Array.from(`${MAGIC}\0\0`, (character) => character.charCodeAt(0));
const BLOCK = 24; // bytes: position, length of the metadata, padding, length of the body

export function readFooter(arrow: Arrow, footer: Uint8Array): Footer {
  const bytes = footer.slice();
  const view = new DataView(bytes.buffer);
  const root = view.getUint32(0, true);
  const blocks = [2, 3].flatMap((field) => takeBlocks(view, root, field));
  // A footer without blocks is a file without batches, from which apache-arrow can read the schema.
  const tail = new Uint8Array(4);
  new DataView(tail.buffer).setInt32(0, bytes.length, true);
  const empty = Buffer.concat([HEAD, bytes, tail, HEAD.subarray(0, MAGIC.length)]);
  return { schema: arrow.RecordBatchReader.from(new Uint8Array(empty)).open().schema, blocks };
}

/** Removes the blocks from this field of the table and returns them. */
function takeBlocks(view: DataView, table: number, field: number): Block[] {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + 2 * field;
  const distance = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0;
  if (distance === 0) return [];
  const at = table + distance;
  const vector = at + view.getUint32(at, true);
  const count = view.getUint32(vector, true);
  const blocks = Array.from({ length: count }, (_, i) => {
    const block = vector + 4 + BLOCK * i;
    const body = Number(view.getBigInt64(block + 16, true));
    return {
      position: Number(view.getBigInt64(block, true)),
      length: view.getInt32(block + 8, true) + body,
    };
  });
  view.setUint32(vector, 0, true);
  return blocks;
}
