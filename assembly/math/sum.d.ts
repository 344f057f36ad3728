/**
 * Sums that forget nothing. A Sum is a pair high + low, kept by Knuth's two-sum (TAOCP 2, 4.2.2,
 * theorem B): the error of every addition is caught, so the total is exact to about 2^-100.
 * Products are split by Veltkamp and Dekker (Numer. Math. 18, 1971).
 */
export declare class Sum {
  high: f64;
  low: f64;
  clear(): void;
  add(x: f64): void;
  /** Adds x·y without rounding the product. */
  addProduct(x: f64, y: f64): void;
  value(): f64;
}
/** x·y − product, exactly, where product is x·y rounded; x is not large. */
export declare function productError(x: f64, y: f64, product: f64): f64;
