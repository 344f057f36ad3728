/** The JavaScript twin of assembly/bits.ts: the bits of a double. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const bytes = new Uint8Array(double.buffer);

double[0] = 1; // 3f f0 00 … : the high word is where the 3f is
const HIGH = bytes[7] === 0x3f ? 1 : 0;

export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH];
}

export function lowWord(x: number): number {
  double[0] = x;
  return words[1 - HIGH];
}

/** A table, since writing two words and reading them back as a double stalls the processor. */
const powers = Float64Array.from({ length: 2046 }, (_, i) => 2 ** (i - 1022));

export function powerOfTwo(k: number): number {
  return powers[k + 1022];
}

export function toInt(x: number): number {
  return x | 0;
}
