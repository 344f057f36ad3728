/** The engine that was asked for cannot run here, or failed; `cause` holds what it said. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

/** The problem needs more memory than an engine can address. Thrown before any of it is allocated. */
export class MemoryLimitError extends RangeError {
  override readonly name = "MemoryLimitError";

  constructor(
    message: string,
    /** what the whole problem would need */
    readonly bytesNeeded: number,
  ) {
    super(message);
  }
}

/** An argument and what is wrong with it, for a caller that knows it by another name, such as a flag. */
export interface ArgumentFault {
  readonly name: string;
  readonly fault: string;
}

/** The error of an argument: `fn: name fault`. argumentOf() gives the parts. */
export function argumentError(
  Kind: RangeErrorConstructor | TypeErrorConstructor,
  fn: string,
  name: string,
  fault: string,
): Error {
  const value: ArgumentFault = { name, fault };
  return Object.defineProperty(new Kind(`${fn}: ${name} ${fault}`), "argument", { value });
}

/** Undefined for an error of another kind. */
export function argumentOf(error: unknown): ArgumentFault | undefined {
  return (error as { argument?: ArgumentFault }).argument;
}
