/** Reads strings and byte strings of Arrow, in all their layouts. */
import type { Data } from "apache-arrow";
import type { Libraries } from "./vectors";

export type BytesAt = (i: number) => Uint8Array;

const INLINE = 12; // longest value that a view contains itself, in bytes

/** Returns a function that gives the bytes of value i, for data of a string or binary type. */
export function binaryOf({ arrow }: Libraries, data: Data): BytesAt {
  const { DataType } = arrow;
  const { type } = data;
  if (DataType.isFixedSizeBinary(type)) return fixed(data, type.byteWidth);
  if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return viewed(data);
  return listed(data);
}

export function isBinary({ arrow: { DataType } }: Libraries, type: Data["type"]): boolean {
  return isText({ DataType }, type) || isBlob({ DataType }, type);
}

type Types = Pick<Libraries["arrow"], "DataType">;

export function isText({ DataType }: Types, type: Data["type"]): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);
}

export function isBlob({ DataType }: Types, type: Data["type"]): boolean {
  return (
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isBinaryView(type) ||
    DataType.isFixedSizeBinary(type)
  );
}

function fixed(data: Data, width: number): BytesAt {
  const values: Uint8Array = data.values;
  return (i) => values.subarray(width * i, width * (i + 1));
}

function listed(data: Data): BytesAt {
  const values: Uint8Array = data.values;
  const offsets: ArrayLike<number | bigint> = data.valueOffsets;
  return (i) => values.subarray(Number(offsets[i]), Number(offsets[i + 1]));
}

/** Sixteen bytes per value: its length, then the value itself, or a prefix, the buffer and the offset. */
function viewed(data: Data): BytesAt {
  const values: Uint8Array = data.values;
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const buffers = data.variadicBuffers ?? [];
  return (i) => {
    const at = 16 * i;
    const length = views.getInt32(at, true);
    if (length <= INLINE) return values.subarray(at + 4, at + 4 + length);
    const start = views.getInt32(at + 12, true);
    const bytes = buffers[views.getInt32(at + 8, true)]?.subarray(start, start + length);
    if (bytes?.length !== length) throw new Error("a string lies outside its buffer");
    return bytes;
  };
}
