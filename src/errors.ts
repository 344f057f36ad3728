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
