/**
 * The kernel ABI as the facade sees it, the same on both engines. Arrays and problems are handles:
 * addresses on wasm, the objects themselves on JavaScript.
 */
declare const handle: unique symbol;
export interface Floats {
  readonly [handle]: "f64";
}
export interface Singles {
  readonly [handle]: "f32";
}
export interface Integers {
  readonly [handle]: "i32";
}
export interface Problem {
  readonly [handle]: "problem";
}

/** The exports of assembly/index.ts that compute. Those that return a Status are marked so. */
export interface Kernels {
  informationRows(
    measure: number,
    p: Floats,
    q: Floats,
    bins: number,
    normalize: boolean,
    base: number,
    all: boolean,
    out: Floats,
  ): number; // Status
  selfInformation(p: number, base: number): number;
  binaryEntropy(p: number, base: number): number;

  softmaxCrossEntropy(
    logits: Floats,
    rows: number,
    classes: number,
    labels: Floats,
    dense: boolean,
    weights: Floats,
    smoothing: number,
    ignored: number,
    scale: number,
    losses: Floats,
    gradient: Floats,
  ): number; // Status
  distillationLoss(
    student: Floats,
    teacher: Floats,
    rows: number,
    classes: number,
    temperature: number,
    scale: number,
    losses: Floats,
    gradient: Floats,
  ): number; // Status
  sigmoidCrossEntropy(
    logits: Floats,
    targets: Floats,
    count: number,
    positive: number,
    scale: number,
    losses: Floats,
    gradient: Floats,
  ): number; // Status
  softplusRows(
    logits: Floats,
    count: number,
    sign: number,
    scale: number,
    losses: Floats,
    gradient: Floats,
  ): number; // Status
  discriminator(p: Floats, g: Floats, normalize: boolean, out: Floats): number; // Status
  ganValue(p: Floats, g: Floats, d: Floats, out: Floats): number; // Status
  lipschitz(values: Floats, points: Floats, dim: number, metric: number): number;

  uniformDistance(u: Floats, v: Floats, order: number, out: Floats): number; // Status
  sampleDistance(
    u: Floats,
    uWeights: Floats,
    v: Floats,
    vWeights: Floats,
    order: number,
    out: Floats,
  ): number; // Status
  lineRows(
    p: Floats,
    q: Floats,
    positions: Floats,
    order: number,
    all: boolean,
    out: Floats,
  ): number; // Status
  circleDistance(p: Floats, q: Floats, order: number, out: Floats): number; // Status

  // A problem is used in this order: make it, and go on only if problemStatus() is OK; advance() until it
  // is OK or a limit is reached, with pivotCount() and costSoFar() in between; finish() once; then
  // planSize(), readPlan() and readPotentials().
  denseProblem(a: Floats, b: Floats, cost: Floats, normalize: boolean): Problem;
  singleProblem(a: Floats, b: Floats, cost: Singles, normalize: boolean): Problem;
  pointsProblem(
    a: Floats,
    b: Floats,
    x: Floats,
    y: Floats,
    dim: number,
    metric: number,
    normalize: boolean,
  ): Problem;
  gridProblem(
    a: Floats,
    b: Floats,
    shape: Integers,
    spacing: Floats,
    metric: number,
    normalize: boolean,
  ): Problem;
  problemStatus(problem: Problem): number; // Status
  advance(problem: Problem, most: number): number; // Status
  pivotCount(problem: Problem): number;
  costSoFar(problem: Problem): number;
  finish(problem: Problem): number; // the plan's cost
  planSize(problem: Problem): number;
  readPlan(problem: Problem, source: Integers, target: Integers, mass: Floats): void;
  readPotentials(problem: Problem, f: Floats, g: Floats): number;
  emdRows(
    p: Floats,
    q: Floats,
    cost: Floats,
    bins: number,
    normalize: boolean,
    all: boolean,
    out: Floats,
  ): number; // Status
}

/**
 * `Kernels`, if the compiled kernels are what it says; else a type that names those that differ. Arrays and
 * problems count as one kind: a handle.
 */
export type Checked<Compiled> = [Differing<Compiled>] extends [never]
  ? Kernels
  : { "assembly/index.ts and Kernels differ in": Differing<Compiled> };

type Differing<Compiled> = {
  [Name in keyof Kernels]: Name extends keyof Compiled
    ? Signature<Compiled[Name]> extends Signature<Kernels[Name]>
      ? never
      : Name
    : Name;
}[keyof Kernels];

/** The kinds of a function's arguments, as a tuple, and of what it returns. */
type Signature<F> = F extends (...args: infer Args) => infer Result
  ? [{ [K in keyof Args]: Kind<Args[K]> }, Kind<Result>]
  : never;

type Kind<T> = [T] extends [boolean]
  ? "boolean"
  : [T] extends [number]
    ? "number"
    : [T] extends [object]
      ? "handle"
      : "nothing";

/** Arrays that live as long as the call they were made in. */
export interface Memory {
  /** a copy, or the array itself where the engine can read it */
  floats(values: ArrayLike<number>): Floats;
  singles(values: ArrayLike<number>): Singles;
  integers(values: ArrayLike<number>): Integers;
  /** room for a result, of any content */
  newFloats(length: number): Floats;
  newIntegers(length: number): Integers;
  /** overwrites the first values */
  writeFloats(array: Floats, values: ArrayLike<number>): void;
  /** the first `length` values, for the caller to keep */
  readFloats(array: Floats, length: number): Float64Array;
  readIntegers(array: Integers, length: number): Uint32Array;
  /** the first out.length values */
  copyFloats(array: Floats, out: Float64Array): void;
}

export interface Engine {
  readonly name: "wasm" | "js";
  /** bytes of WebAssembly memory held at present */
  memoryBytes(): number;
  /**
   * Runs `body` for the public function `fn`. It needs at most `bytes` of memory, and all that it
   * allocates is given back, also when it throws. Calls may nest.
   *
   * @throws MemoryLimitError before anything is allocated
   */
  call<T>(fn: string, bytes: number, body: (kernels: Kernels, memory: Memory) => T): T;
}
