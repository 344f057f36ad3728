/** Nothing to give back on the JavaScript engine: takes the place of assembly/arena.ts. */
export function mark(): number {
  return 0;
}

export function release(_mark: number): void {}
