/** Arrow IPC files whose buffers are compressed, as most Feather files are. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import zlib from "node:zlib";
import * as arrow from "apache-arrow";
import { describe, expect, it } from "vitest";
import { registerCodecs } from "../../../src/duckdb/arrow/codecs";
import { decodeLz4 } from "../../../src/duckdb/arrow/lz4";
import { registerArrow } from "../../../src/duckdb/arrow/scan";
import { database } from "../../support/duckdb";

const db = database();
const { at, rows } = db;

/** Compresses as the command of that name does; undefined where there is none. */
function command(name: string): ((bytes: Uint8Array) => Uint8Array) | undefined {
  const run = (input: Uint8Array) => new Uint8Array(execFileSync(name, ["-c"], { input }));
  try {
    run(Uint8Array.of(1));
    return run;
  } catch {
    return undefined;
  }
}

describe.each([
  ["LZ4", "lz4", arrow.CompressionType.LZ4_FRAME, true],
  ["Zstandard", "zstd", arrow.CompressionType.ZSTD, "zstdDecompressSync" in zlib],
])("an Arrow file compressed with %s", (_name, program, compressionType, decodes) => {
  const encode = command(program);

  it.runIf(encode)(decodes ? "is read" : "is refused with the remedy", async () => {
    const values = Array.from({ length: 300_000 }, (_, i) => (i % 1000 ? (i * i) % 777 : null));
    const table = new arrow.Table({ x: arrow.vectorFromArray(values, new arrow.Float64()) });
    registerCodecs(arrow);
    const decode = arrow.compressionRegistry.get(compressionType)?.decode;
    arrow.compressionRegistry.set(compressionType, {
      ...(encode && { encode }),
      ...(decode && { decode }),
    });
    writeFileSync(at(program), arrow.tableToIPC(table, "file", compressionType));
    const answer = rows(`SELECT x FROM ${await registerArrow(db.connection, at(program))}`);
    if (decodes) expect((await answer).map(([x]) => x)).toEqual(values);
    else await expect(answer).rejects.toThrow(/use Node.js 22.15 or later/);
  });
});

describe("an LZ4 frame", () => {
  const lz4 = command("lz4");
  const text = new TextEncoder().encode("abcabcabcabc".repeat(40_000));
  const noise = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i * 2654435761) >>> 13);

  it.runIf(lz4).each([
    ["of nothing", new Uint8Array(0)],
    ["of a few bytes", text.subarray(0, 5)],
    ["of repetitions", text],
    ["of what cannot be compressed", noise],
  ])("%s is decoded", (_name, bytes) => {
    for (const flags of [[], ["-B4"], ["-B4", "-BD"], ["-B4", "-BX"], ["--content-size"]]) {
      const frame = execFileSync("lz4", ["-q", "-c", ...flags], { input: bytes });
      expect(Buffer.compare(decodeLz4(frame), bytes)).toBe(0);
    }
  });

  it.runIf(lz4)("that is damaged is refused", () => {
    const frame = lz4?.(text) ?? text;
    expect(() => decodeLz4(text)).toThrow(/not an LZ4 frame/);
    const damaged = frame.slice();
    damaged.fill(0, 16, 24);
    expect(() => decodeLz4(damaged)).toThrow(/damaged LZ4 block/);
  });
});
