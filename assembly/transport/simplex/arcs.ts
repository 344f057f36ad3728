/** A list of arcs with their costs, of at most a fixed number. */
import { F64Array, f64Array, I32Array, i32Array } from "../../arrays";

export class Arcs {
  count: i32 = 0;
  tail: I32Array;
  head: I32Array;
  cost: F64Array;

  constructor(readonly capacity: i32) {
    this.tail = i32Array(capacity);
    this.head = i32Array(capacity);
    this.cost = f64Array(capacity);
  }

  add(tail: i32, head: i32, cost: f64): void {
    this.tail[this.count] = tail;
    this.head[this.count] = head;
    this.cost[this.count] = cost;
    this.count++;
  }
}
