/** The validators of losses: logits, class numbers and targets. Messages are those of check.ts. */
import { requireValue } from "../check";

/**
 * Logits that a kernel can take: numbers, of which −Infinity masks. With `classes` none is Infinity, and
 * each row has one that is not masked.
 */
export function requireLogits(
  fn: string,
  name: string,
  values: ArrayLike<number>,
  classes: number | undefined,
): void {
  const most = classes === undefined ? Infinity : Number.MAX_VALUE;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (!(x <= most)) {
      throw new RangeError(`${fn}: ${name}[${i}] is ${x}, expected a number, or −Infinity to mask`);
    }
  }
  for (let row = 0; classes !== undefined && row * classes < values.length; row++) {
    let i = row * classes;
    while (i < (row + 1) * classes && values[i] === -Infinity) i++;
    if (i < (row + 1) * classes) continue;
    throw new RangeError(
      `${fn}: row ${row} of ${name} is all −Infinity, expected a class to be left`,
    );
  }
}

/** Class numbers below `classes`, or `ignored`. */
export function requireClasses(
  fn: string,
  name: string,
  values: ArrayLike<number>,
  classes: number,
  ignored: number,
): void {
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x === ignored || (Number.isInteger(x) && x >= 0 && x < classes)) continue;
    throw new RangeError(`${fn}: ${name}[${i}] is ${x}, expected a class from 0 to ${classes - 1}`);
  }
}

/** Targets of a logistic loss: numbers from 0 to 1. */
export function requireShares(fn: string, name: string, values: ArrayLike<number>): void {
  const isShare = (share: number) => share >= 0 && share <= 1;
  for (let i = 0; i < values.length; i++) {
    requireValue(fn, `${name}[${i}]`, values[i], isShare, "a number from 0 to 1");
  }
}

/** Target distributions times class weights: finite numbers. Without class weights they are. */
export function requireProducts(
  fn: string,
  labels: ArrayLike<number>,
  classWeights: ArrayLike<number>,
): void {
  for (let i = 0; classWeights.length > 0 && i < labels.length; i++) {
    const label = i % classWeights.length;
    const product = labels[i] * classWeights[label];
    if (Number.isFinite(product)) continue;
    throw new RangeError(
      `${fn}: labels[${i}] × classWeights[${label}] is ${product}, expected a finite product; scale one of them down`,
    );
  }
}
