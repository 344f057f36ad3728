/** The JavaScript twin of assembly/arena.ts: the garbage collector frees memory, so nothing is done. */
export function mark(): number {
  return 0;
}

export function release(_mark: number): void {}
