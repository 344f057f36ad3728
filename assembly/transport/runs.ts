/**
 * How a batch of transport problems over the same bins is solved. A pool splits a batch where these numbers
 * allow it, so it imports them: a split elsewhere would change bits of the results.
 */

/** The number of pairs, along a row of results, that start from one another. The next pair starts cold. */
export const WARM_RUN: i32 = 64;
/** With more bins than this, each pair is solved by itself, from coarse to fine: that is faster. */
export const WARM_BINS: i32 = 256;
