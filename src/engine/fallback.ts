/** The JavaScript engine, whose kernels may have to be loaded first. */
import { EngineError } from "../errors";
import { jsEngine } from "./js";
import { kernels, loadKernels } from "./js-kernels";
import type { Engine } from "./kernels";
import { messageOf } from "./runtime";

let loaded: Engine | undefined = kernels && jsEngine(kernels);
/** under way or done; a failure is forgotten, so that the next call tries again */
let loading: Promise<void> | undefined;

/** The engine, or undefined while its kernels are not there. */
export function jsIfLoaded(): Engine | undefined {
  return loaded;
}

/**
 * Waits for the kernels.
 *
 * @throws EngineError if they cannot be had, for instance offline
 */
export async function loadJs(): Promise<void> {
  loading ??= loadKernels().then((kernels) => {
    loaded ??= jsEngine(kernels);
  });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw new EngineError(
      `init: the JavaScript kernels could not be loaded, call init again to retry: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Starts loading in the background. A failure surfaces in init() or in the call that needs the kernels. */
export function preloadJs(): void {
  if (!loaded) loadJs().catch(() => {});
}

/** A placeholder until the kernels are loaded: every call throws an EngineError with the remedy. */
export function absentJs(reason: string): Engine {
  return {
    name: "js",
    memoryBytes: () => 0,
    call(fn) {
      throw notLoaded(fn, reason);
    },
  };
}

export function notLoaded(fn: string, reason: string): EngineError {
  return new EngineError(
    `${fn}: the JavaScript kernels are not loaded yet, await init() first (${reason})`,
  );
}
