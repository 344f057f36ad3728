/** Doubles as bits on the JavaScript engine: takes the place of assembly/bits.ts. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const bytes = new Uint8Array(double.buffer);

double[0] = 1; // 3f f0 00 … : the high word is where the 3f is
const HIGH = bytes[7] === 0x3f ? 1 : 0;

export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH] as number;
}

export function fromHighWord(high: number): number {
  words[HIGH] = high;
  words[1 - HIGH] = 0;
  return double[0] as number;
}

export function toInt(x: number): number {
  return x | 0;
}
