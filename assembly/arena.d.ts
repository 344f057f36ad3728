/**
 * Memory as a stack: every call takes a mark, and gives back all it allocated by releasing it. Calls
 * may nest. The JavaScript build, which leaves memory to the engine, puts src/js/arena.ts in this
 * file's place.
 *
 * AssemblyScript's stub runtime allocates upwards and frees only the topmost block. A mark is an
 * empty block; to release it, it is stretched over everything above it and freed.
 */
export declare function mark(): i32;
export declare function release(mark: i32): void;
/** How the host names the kernels' arrays when it hands them over. */
export declare const F64_ARRAY: u32;
export declare const F32_ARRAY: u32;
export declare const I32_ARRAY: u32;
