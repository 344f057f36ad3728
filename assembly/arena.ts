/**
 * Memory as a stack: every call takes a mark, and gives back all it allocated by releasing it. Calls
 * may nest. The JavaScript build, which leaves memory to the engine, puts assembly/js/arena.ts in this
 * file's place.
 *
 * AssemblyScript's stub runtime allocates upwards and frees only the topmost block. A mark is an
 * empty block; to release it, it is stretched over everything above it and freed.
 */
export function mark(): i32 {
  return <i32>__alloc(0);
}

export function release(mark: i32): void {
  const bottom: usize = <usize>mark;
  const top: usize = __alloc(0);
  store<usize>(bottom - sizeof<usize>(), top - bottom + load<usize>(top - sizeof<usize>()));
  __free(bottom);
}

/**
 * Room for an array that the host will fill: __new without its zeros. AssemblyScript keeps an object's
 * class and size in the two words before it.
 */
export function allocate(bytes: usize, kind: u32): usize {
  const array: usize = __alloc(OBJECT_HEADER + bytes) + OBJECT_HEADER;
  store<u32>(array - 8, kind);
  store<u32>(array - 4, <u32>bytes);
  return array;
}

/** Bytes before an object that __alloc does not count: two words for a collector, class and size. */
const OBJECT_HEADER: usize = 16;

/** How the host names the kernels' arrays when it hands them over. */
export const F64_ARRAY: u32 = idof<StaticArray<f64>>();
export const F32_ARRAY: u32 = idof<StaticArray<f32>>();
export const I32_ARRAY: u32 = idof<StaticArray<i32>>();
