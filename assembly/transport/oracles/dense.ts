/** A cost matrix as the user gave it, row-major n × m, in double or single precision. */
import { F32Array, F64Array, f64Array } from "../../arrays";
import { loadSingles, store2 } from "../../lanes";
import { RowOracle } from "./rows";

export class DenseOracle extends RowOracle {
  constructor(cost: F64Array, n: i32, m: i32) {
    super(n, m, cost);
    this.readScale();
  }

  row(s: i32, t: i32, count: i32): i32 {
    return s * this.m + t;
  }
}

/** A matrix kept in single precision; runs, up to whole rows, are widened to doubles as they are read. */
export class SingleOracle extends RowOracle {
  constructor(
    readonly singles: F32Array,
    n: i32,
    m: i32,
  ) {
    super(n, m, f64Array(m));
    this.readScale();
  }

  row(s: i32, t: i32, count: i32): i32 {
    const from: i32 = s * this.m + t;
    let i: i32 = 0;
    if (ASC_FEATURE_SIMD) {
      for (; i + 2 <= count; i += 2) store2(this.buffer, i, loadSingles(this.singles, from + i));
    }
    for (; i < count; i++) this.buffer[i] = <f64>this.singles[from + i];
    return 0;
  }
}
