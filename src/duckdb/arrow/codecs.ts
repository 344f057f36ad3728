/** The compression codecs of Arrow's buffers: apache-arrow has none itself, but a registry for them. */
import zlib from "node:zlib";
import { decodeLz4 } from "./lz4";

type Arrow = typeof import("apache-arrow");
type Decode = (bytes: Uint8Array) => Uint8Array;

export function registerCodecs({ compressionRegistry: codecs, CompressionType }: Arrow): void {
  const { LZ4_FRAME, ZSTD } = CompressionType;
  if (!codecs.get(LZ4_FRAME)) codecs.set(LZ4_FRAME, { decode: decodeLz4 });
  if (!codecs.get(ZSTD)) codecs.set(ZSTD, { decode: decodeZstd });
}

function decodeZstd(bytes: Uint8Array): Uint8Array {
  const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: Decode };
  if (zstdDecompressSync) return Uint8Array.from(zstdDecompressSync(bytes)); // Buffers may be unaligned
  throw new Error(
    `compressed with Zstandard, which Node.js ${process.version} lacks: use Node.js 22.15 or later, or write the file with LZ4 or uncompressed`,
  );
}
