/**
 * What a kernel answers. Kernels never throw: the facade turns these into errors, by one table.
 * Numbers are part of the ABI; src/engine/status.ts repeats them.
 */
export declare const OK: i32;
/** A negative, infinite or NaN weight in the first or the second argument. */
export declare const BAD_FIRST: i32;
export declare const BAD_SECOND: i32;
/** A histogram of the first or second argument whose weights are all 0. */
export declare const EMPTY_FIRST: i32;
export declare const EMPTY_SECOND: i32;
/** Totals that differ though the masses are to be used as they are. */
export declare const UNEQUAL_TOTALS: i32;
/** A cost that is not finite. */
export declare const BAD_COST: i32;
/** The solver stopped at the number of pivots it was given. */
export declare const LIMIT: i32;
