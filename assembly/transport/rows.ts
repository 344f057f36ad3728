/**
 * The cost of optimal transport between rows of histograms with one ground cost, in one call. The cost
 * is prepared once, and with few bins each pair starts from the solution of the one before.
 */
import { mark, release } from "../arena";
import { F64Array, f64Array } from "../arrays";
import { BAD_COST, OK, UNEQUAL_TOTALS } from "../status";
import { integerMasses, Masses } from "../weights/masses";
import { statusOf, Totals } from "../weights/totals";
import { coarsestOf, MatrixLevel } from "./levels/matrix";
import { WarmLevel, WarmStart } from "./levels/warm";
import { DenseOracle } from "./oracles/dense";
import { RowOracle } from "./oracles/rows";
import { totalsAgree } from "./problem";
import { WARM_BINS, WARM_RUN } from "./runs";
import { Solver } from "./solver";
import { bipartiteSupply } from "./spaces/space";

/**
 * `all` compares every row of p with every row of q, else row r with row r or with q's only row.
 * Stops at the first pair that cannot be solved and returns its status.
 */
export function emdRows(
  p: F64Array,
  q: F64Array,
  cost: F64Array,
  bins: i32,
  normalize: boolean,
  all: boolean,
  out: F64Array,
): i32 {
  const rows: Rows = new Rows(p, q, new DenseOracle(cost, bins, bins), normalize);
  const columns: i32 = all ? rows.qRows : 1;
  for (let r: i32 = 0; r < rows.pRows; r++) {
    for (let c: i32 = 0; c < columns && rows.status === OK; c++) {
      if ((all ? c : r) % WARM_RUN === 0) rows.coldStart();
      out[r * columns + c] = rows.distance(r, all ? c : rows.qRows === 1 ? 0 : r);
    }
  }
  return rows.status;
}

class Rows {
  status: i32;
  bins: i32;
  pRows: i32;
  qRows: i32;
  pTotals: Totals;
  qTotals: Totals;
  a: F64Array; // the rows that are compared
  b: F64Array;
  warm: WarmStart;

  constructor(
    readonly p: F64Array,
    readonly q: F64Array,
    readonly oracle: RowOracle,
    readonly normalize: boolean,
  ) {
    const bins: i32 = oracle.n;
    const pRows: i32 = (p.length / bins) | 0;
    const qRows: i32 = (q.length / bins) | 0;
    const pTotals: Totals = new Totals(p, pRows, bins);
    const qTotals: Totals = new Totals(q, qRows, bins);
    this.bins = bins;
    this.pRows = pRows;
    this.qRows = qRows;
    this.pTotals = pTotals;
    this.qTotals = qTotals;
    this.a = f64Array(bins);
    this.b = f64Array(bins);
    this.warm = new WarmStart(2 * bins, bins);
    this.status = oracle.largest === Infinity ? BAD_COST : statusOf(pTotals, qTotals, true);
  }

  distance(r: i32, c: i32): f64 {
    const total: f64 = this.pTotals.total[r];
    if (!this.normalize && !totalsAgree(total, this.qTotals.total[c])) {
      this.status = UNEQUAL_TOTALS;
      return NaN;
    }
    const before: i32 = mark();
    copyRow(this.p, r, this.a);
    copyRow(this.q, c, this.b);
    const masses: Masses = integerMasses(this.a, this.pTotals, r, this.b, this.qTotals, c);
    const cost: f64 = this.bins > WARM_BINS ? this.solveAlone(masses) : this.solveWarm(masses);
    release(before);
    return masses.toMass(cost, this.normalize ? 1.0 : total);
  }

  /** The next pair starts without an earlier solution. */
  coldStart(): void {
    this.warm.arcs.count = 0;
  }

  solveAlone(masses: Masses): f64 {
    const level: MatrixLevel = new MatrixLevel(this.oracle, bipartiteSupply(masses));
    const solver: Solver = new Solver(coarsestOf(level));
    solver.advance(Infinity);
    return level.planCost(solver.simplex.tree, masses.scale);
  }

  solveWarm(masses: Masses): f64 {
    const level: WarmLevel = new WarmLevel(this.oracle, bipartiteSupply(masses), this.warm);
    const solver: Solver = new Solver(level);
    solver.advance(Infinity);
    level.keep(solver.simplex.tree);
    return level.planCost(solver.simplex.tree, masses.scale);
  }
}

function copyRow(rows: F64Array, r: i32, out: F64Array): void {
  for (let i: i32 = 0; i < out.length; i++) out[i] = rows[r * out.length + i];
}
