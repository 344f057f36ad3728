/**
 * Solves a transport problem level by level, coarsest first, and can be stopped at any pivot.
 */
import { LIMIT, OK } from "../status";
import { Level } from "./levels/level";
import { Simplex } from "./simplex/simplex";

export class Solver {
  simplex: Simplex;
  level: Level;
  before: f64 = 0.0; // pivots on coarser levels
  optimal: boolean = false; // is the finest level's basis?

  constructor(coarsest: Level) {
    this.level = coarsest;
    this.simplex = coarsest.start(null);
  }

  /** Makes at most `most` pivots: OK when the finest level's basis is optimal, else LIMIT. */
  advance(most: f64): i32 {
    const stop: f64 = this.pivots() + most;
    while (this.simplex.advance(stop - this.pivots()) === OK) {
      if (!this.refine()) {
        this.optimal = true;
        return OK;
      }
    }
    return LIMIT;
  }

  pivots(): f64 {
    return this.before + this.simplex.pivots;
  }

  /** Starts the next finer level from the current solution; false if there is none. */
  refine(): boolean {
    const finer: Level | null = this.level.finer;
    if (finer === null) return false;
    this.before += this.simplex.pivots;
    this.simplex = finer.start(this.simplex);
    this.level = finer;
    return true;
  }
}
