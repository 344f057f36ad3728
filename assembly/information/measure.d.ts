/** The measures by number, as the facade asks for them: part of the ABI, repeated in src/measures.ts. */
export declare const CROSS_ENTROPY: i32;
export declare const KL: i32;
export declare const JS: i32;
export declare const JS_DISTANCE: i32;
export declare const TOTAL_VARIATION: i32;
export declare const HELLINGER: i32;
export declare const PSI: i32;
/** The measures whose terms take the logarithm of a weight. */
export declare function hasLogarithm(measure: i32): boolean;
