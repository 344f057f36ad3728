/** The information measures by number, as src/measures.ts imports them. */
export const CROSS_ENTROPY: i32 = 0;
export const KL: i32 = 1;
export const JS: i32 = 2;
export const JS_DISTANCE: i32 = 3;
export const TOTAL_VARIATION: i32 = 4;
export const HELLINGER: i32 = 5;
export const PSI: i32 = 6;
