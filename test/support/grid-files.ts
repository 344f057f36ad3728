/** One small histogram in the formats that the command reads. */
import { encode } from "fast-png";
import { npyBytes, npyEntries } from "./npy-bytes";

/** Reproducible weights, some of them 0. */
export const weights = (length: number, seed: number) =>
  Array.from({ length }, (_, k) => (k * k * 7 + k * seed + seed) % 23);

export const csv = (values: readonly number[], columns: number) =>
  values.map((x, k) => `${x}${k % columns === columns - 1 ? "\n" : ","}`).join("");

export const png = (values: readonly number[], width: number) =>
  encode({ width, height: values.length / width, channels: 1, data: Uint8Array.from(values) });

export const npy = (values: readonly number[], shape: string) =>
  npyBytes({ descr: "'>f4'", shape, entries: npyEntries(">f4", values) });
