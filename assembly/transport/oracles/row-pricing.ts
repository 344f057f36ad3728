/**
 * Pricing for few pairs: whole rows of costs, read with vectors, are cheaper to search than any list of
 * arcs. A candidate list (Mulvey 1978; the block search of Kovács 2015 taken by rows): look at the next
 * few rows, keep the best arc of each, and pivot on the best of these, as their reduced costs change,
 * before any further row is read. The tree keeps its numbers, sinks side by side.
 */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";
import { attainedAt, leastSum } from "../../math/least-sum";
import { Pricing } from "../simplex/pricing";
import { Tree } from "../simplex/tree";
import { CACHE_RUN, RowOracle } from "./rows";

/** Problems with at most this many pairs are priced by rows. */
export const ROW_PRICING_PAIRS: f64 = 16384.0;
/** Rows looked at to fill the list, and pivots made from one list: best of 4 … 32 by measurement. */
const LIST: i32 = 8;
const PIVOTS_PER_LIST: i32 = 8;

export class RowPricing extends Pricing {
  count: i32 = 0; // of the list
  tails: I32Array = i32Array(LIST);
  heads: I32Array = i32Array(LIST);
  listCosts: F64Array = f64Array(LIST);
  pivotsLeft: i32 = 0; // before the list is filled again
  next: i32 = 0; // the row where filling goes on

  constructor(
    readonly rows: RowOracle,
    readonly supply: F64Array,
    tree: Tree,
  ) {
    super();
    // An arc to a sink without supply never improves.
    for (let v: i32 = rows.n; v < supply.length; v++) {
      if (supply[v] === 0.0) tree.pi[v + 1] = Infinity;
    }
  }

  find(tree: Tree, tolerance: f64): boolean {
    if (this.pivotsLeft > 0 && this.takeBest(tree.pi, tolerance)) return true;
    this.fill(tree.pi, tolerance);
    return this.takeBest(tree.pi, tolerance);
  }

  /** find() has already read all rows. */
  extend(_tree: Tree, _tolerance: f64): boolean {
    return false;
  }

  renumber(_tree: Tree): void {}

  /** The best arc of the list; arcs that no longer improve are dropped. */
  takeBest(pi: F64Array, tolerance: f64): boolean {
    let kept: i32 = 0;
    this.reduced = 0.0;
    for (let k: i32 = 0; k < this.count; k++) {
      const tail: i32 = this.tails[k];
      const head: i32 = this.heads[k];
      const cost: f64 = this.listCosts[k];
      const reduced: f64 = cost - pi[tail] + pi[head];
      if (!(reduced < -tolerance)) continue;
      this.tails[kept] = tail;
      this.heads[kept] = head;
      this.listCosts[kept] = cost;
      kept++;
      if (!(reduced < this.reduced)) continue;
      this.tail = tail;
      this.head = head;
      this.cost = cost;
      this.reduced = reduced;
    }
    this.count = kept;
    this.pivotsLeft--;
    return kept > 0;
  }

  /** Reads on from where it stopped last, until the list is full or every row has been read once. */
  fill(pi: F64Array, tolerance: f64): void {
    const n: i32 = this.rows.n;
    let read: i32 = 0;
    this.count = 0;
    this.pivotsLeft = PIVOTS_PER_LIST;
    for (let k: i32 = 0; k < n && (this.count === 0 || read < LIST); k++) {
      const s: i32 = this.next;
      this.next = s + 1 < n ? s + 1 : 0;
      if (this.supply[s] === 0.0) continue;
      read++;
      this.readRow(s, pi, tolerance);
    }
  }

  readRow(s: i32, pi: F64Array, tolerance: f64): void {
    const rows: RowOracle = this.rows;
    const m: i32 = rows.m;
    let least: f64 = pi[s + 1] - tolerance;
    let run: i32 = -1;
    for (let t: i32 = 0; t < m; t += CACHE_RUN) {
      const count: i32 = m - t < CACHE_RUN ? m - t : CACHE_RUN;
      const value: f64 = leastSum(rows.buffer, rows.row(s, t, count), pi, rows.n + 1 + t, count);
      if (value < least) {
        least = value;
        run = t;
      }
    }
    if (run < 0) return;
    // The sink is looked for only now, in one run.
    const count: i32 = m - run < CACHE_RUN ? m - run : CACHE_RUN;
    const at: i32 = rows.row(s, run, count);
    const first: i32 = rows.n + 1 + run;
    const i: i32 = attainedAt(rows.buffer, at, pi, first, count, least);
    this.tails[this.count] = s + 1;
    this.heads[this.count] = first + i;
    this.listCosts[this.count] = rows.buffer[at + i];
    this.count++;
  }
}
