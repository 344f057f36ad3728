/**
 * The statuses that kernels return. Kernels never throw: the facade turns these into errors, by one table.
 * Numbers are part of the ABI; src/status.ts imports them.
 */
export const OK: i32 = 0;
/** A negative, infinite or NaN weight in the first or the second argument. */
export const BAD_FIRST: i32 = 1;
export const BAD_SECOND: i32 = 2;
/** A histogram of the first or second argument whose weights are all 0. */
export const EMPTY_FIRST: i32 = 3;
export const EMPTY_SECOND: i32 = 4;
/** Totals that differ though the masses are to be used as they are. */
export const UNEQUAL_TOTALS: i32 = 5;
/** A cost that is not finite. */
export const BAD_COST: i32 = 6;
/** The solver stopped at the number of pivots it was given. */
export const LIMIT: i32 = 7;
/** An invalid value in the third argument. */
export const BAD_THIRD: i32 = 8;
