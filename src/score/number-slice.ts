/** Numbers within a larger array: one object is moved along, instead of one view made for each list. */
export class NumberSlice {
  from = 0;
  length = 0;

  constructor(readonly values: Float64Array) {}

  at(index: number): number {
    return this.values[this.from + index];
  }
}
