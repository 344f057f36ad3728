/**
 * Decodes LZ4 frames, the compression that most writers of Feather files use. Checksums are ignored.
 *
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md and lz4_Block_format.md
 */

const MAGIC = 0x184d2204;
const SHORTEST_MATCH = 4;
const STORED = 0x80000000; // flag in a block's size: the block is not compressed

export function decodeLz4(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error("not an LZ4 frame");
  const flags = frame[4] ?? 0;
  const hasBlockChecksum = (flags & 16) !== 0;
  const hasSize = (flags & 8) !== 0;
  const hasDictionary = (flags & 1) !== 0;
  if (hasDictionary) throw new Error("LZ4 with a dictionary is not supported");
  const largestBlock = 2 ** (8 + 2 * (((frame[5] ?? 0) >> 4) & 7));
  let at = 7 + (hasSize ? 8 : 0);
  let out = new Uint8Array(hasSize ? Number(view.getBigUint64(6, true)) : largestBlock);
  let length = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return out.subarray(0, length);
    const block = frame.subarray(at, at + (size & ~STORED));
    if (!hasSize && out.length < length + largestBlock) {
      const grown = new Uint8Array(2 * (length + largestBlock));
      grown.set(out.subarray(0, length));
      out = grown;
    }
    if (size >= STORED) {
      out.set(block, length);
      length += block.length;
    } else {
      length = decodeBlock(block, out, length);
    }
    at += block.length + (hasBlockChecksum ? 4 : 0);
  }
}

/** Appends the decoded block to the output; returns the new length. A match may refer to earlier blocks. */
function decodeBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0;
  let to = start;
  const extended = (length: number) => {
    if (length < 15) return length;
    let total = length;
    for (;;) {
      const more = block[at++] ?? 0;
      total += more;
      if (more < 255) return total;
    }
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = extended(token >> 4);
    if (at + literals > block.length || to + literals > out.length) throw damaged();
    for (let i = 0; i < literals; i++) out[to++] = block[at++] ?? 0;
    if (at === block.length) break; // the last sequence has literals only
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const match = extended(token & 15) + SHORTEST_MATCH;
    if (distance === 0 || distance > to || to + match > out.length) throw damaged();
    // Byte by byte, since a match may overlap its own output.
    for (let i = 0; i < match; i++, to++) out[to] = out[to - distance] ?? 0;
  }
  return to;
}

function damaged(): Error {
  return new Error("a damaged LZ4 block");
}
