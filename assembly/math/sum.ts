/**
 * Sums without rounding errors. A Sum is a pair high + low, kept by Knuth's two-sum (TAOCP 2, 4.2.2,
 * theorem B): the error of every addition is caught, so the total is exact to about 2^-100.
 * Products are split by Veltkamp and Dekker (Numer. Math. 18, 1971).
 */
export class Sum {
  high: f64 = 0.0;
  low: f64 = 0.0;

  clear(): void {
    this.high = 0.0;
    this.low = 0.0;
  }

  add(x: f64): void {
    const high: f64 = this.high + x;
    const back: f64 = high - this.high;
    this.low += this.high - (high - back) + (x - back);
    this.high = high;
  }

  /** Adds x·y without rounding the product. */
  addProduct(x: f64, y: f64): void {
    const product: f64 = x * y;
    this.add(product);
    this.low += productError(x, y, product);
  }

  value(): f64 {
    const total: f64 = this.high + this.low;
    return total >= -Infinity ? total : this.high; // after an overflow the error is NaN
  }
}

const SPLITTER: f64 = 134217729.0;

/** Above this, splitting would overflow. */
const LARGE: f64 = 1e290;
const TWO_64: f64 = 1.8446744073709552e19;

/** x·y − product, exactly, where product is x·y rounded; x is not large. */
export function productError(x: f64, y: f64, product: f64): f64 {
  if (Math.abs(y) > LARGE) return productError(x, y / TWO_64, product / TWO_64) * TWO_64;
  const xBig: f64 = SPLITTER * x;
  const xHigh: f64 = xBig - (xBig - x);
  const xLow: f64 = x - xHigh;
  const yBig: f64 = SPLITTER * y;
  const yHigh: f64 = yBig - (yBig - y);
  const yLow: f64 = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}
